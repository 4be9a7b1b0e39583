package dev.assay.registry.record;

import dev.assay.inventory.store.BlobStore;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What vetting wrote down of a release. A snapshot never changes, so what is short of it is kept
 * for a while.
 */
final class SnapshotLook {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotLook.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_KEPT = 2_000;

    /** The most severe first. */
    private static final List<String> SEVERITIES =
            List.of("critical", "high", "medium", "low", "info");

    /**
     * What is short of a snapshot.
     *
     * @param closure the SHA-256 of the lines of its closure
     * @param coverage the share of code bytes read, in words; empty where facts are not kept
     * @param comparedWith a package URL, or empty
     * @param findings how many of each severity, the most severe first
     * @param hooks the packages that run something when they are installed
     * @param unasked the OAuth scopes that its code names and nobody asks for
     */
    record Seen(
            int analysis,
            String verdict,
            Sha256 closure,
            @Nullable Sha256 policy,
            @Nullable Sha256 tools,
            List<String> broken,
            boolean hasFacts,
            String coverage,
            String comparedWith,
            Map<String, Integer> findings,
            List<String> hooks,
            List<String> unasked) {}

    /** A tool as it was found in the code. */
    record SeenTool(
            String name,
            String description,
            List<String> arguments,
            boolean hasOutputSchema,
            String annotations) {}

    private final SnapshotStore snapshots;
    private final BlobStore blobs;
    private final Map<Sha256, Seen> kept =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Sha256, Seen> eldest) {
                    return size() > MOST_KEPT;
                }
            };

    SnapshotLook(SnapshotStore snapshots, BlobStore blobs) {
        this.snapshots = snapshots;
        this.blobs = blobs;
    }

    /** Empty where there is no snapshot, or it cannot be read. */
    Optional<Seen> of(@Nullable Sha256 digest) {
        if (digest == null) {
            return Optional.empty();
        }
        synchronized (kept) {
            var known = kept.get(digest);
            if (known != null) {
                return Optional.of(known);
            }
        }
        try {
            var seen = snapshots.find(digest);
            if (seen.isEmpty()) {
                return Optional.empty();
            }
            var read = seen(seen.get(), facts(seen.get()));
            synchronized (kept) {
                kept.put(digest, read);
            }
            return Optional.of(read);
        } catch (IOException | JacksonException e) {
            LOG.warn("the snapshot {} cannot be read", digest, e);
            return Optional.empty();
        }
    }

    /** The tools of a snapshot; none where they cannot be read. */
    List<SeenTool> tools(@Nullable Sha256 digest) {
        if (digest == null) {
            return List.of();
        }
        try {
            var snapshot = snapshots.find(digest);
            return snapshot.isEmpty() ? List.of() : tools(facts(snapshot.get()));
        } catch (IOException | JacksonException e) {
            LOG.warn("the tools of snapshot {} cannot be read", digest, e);
            return List.of();
        }
    }

    private JsonNode facts(Snapshot snapshot) throws IOException {
        var facts = snapshot.facts();
        return facts == null
                ? JSON.createObjectNode()
                : blobs.read(facts)
                        .map(bytes -> JSON.readTree(bytes).path("values"))
                        .orElseGet(JSON::createObjectNode);
    }

    private static Seen seen(Snapshot snapshot, JsonNode facts) {
        var found = new LinkedHashMap<String, Integer>();
        SEVERITIES.forEach(each -> found.put(each, 0));
        facts.path("findings")
                .forEach(each -> found.merge(each.path("severity").asString(""), 1, Integer::sum));
        found.values().removeIf(each -> each == 0);
        var hooks = new ArrayList<String>();
        facts.path("closure")
                .forEach(
                        each -> {
                            if (each.path("installHook").asBoolean(false)) {
                                hooks.add(each.path("purl").asString(""));
                            }
                        });
        var unasked = new ArrayList<String>();
        facts.path("unaskedScopes").forEach(each -> unasked.add(each.asString("")));
        return new Seen(
                snapshot.analysis(),
                snapshot.verdict().name().toLowerCase(Locale.ROOT),
                Sha256.of(String.join("\n", snapshot.closure()).getBytes(StandardCharsets.UTF_8)),
                snapshot.policy(),
                snapshot.tools(),
                snapshot.rules().stream()
                        .filter(RuleResult::isBroken)
                        .map(RuleResult::id)
                        .sorted()
                        .toList(),
                facts.has("delta"),
                facts.path("delta").path("percent").asString(""),
                facts.path("delta").path("from").asString(""),
                found,
                hooks.stream().distinct().sorted().toList(),
                unasked);
    }

    private static List<SeenTool> tools(JsonNode facts) {
        var tools = new ArrayList<SeenTool>();
        for (var each : facts.path("tools")) {
            var arguments = new ArrayList<String>();
            each.path("arguments").forEach(one -> arguments.add(one.asString("")));
            tools.add(
                    new SeenTool(
                            each.path("name").asString(""),
                            each.path("description").asString(""),
                            arguments,
                            each.path("hasOutputSchema").asBoolean(false),
                            each.path("annotations").path("value").asString("")));
        }
        return tools;
    }
}
