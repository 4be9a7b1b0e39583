package dev.assay.registry.vetting;

import dev.assay.registry.tools.ToolOffer;
import dev.assay.registry.tools.ToolOffers;
import dev.assay.scanners.attestation.CanonicalJson;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a server listed while it ran, pinned: the SHA-256 of each tool and of everything that is
 * listed, in the canonical form of JSON (RFC 8785). A server that lists the same in another order
 * has the same digests.
 *
 * @param sha256 of all tools, prompts, resources and instructions; null where they have no
 *     canonical form
 * @param tools by their names
 * @param unlisted tools of its code that it did not list; empty where its code could not be read
 */
public record LiveManifest(@Nullable Sha256 sha256, List<Tool> tools, List<String> unlisted) {

    /**
     * A tool.
     *
     * @param sha256 of name, title, description, schemas and annotations; null where they have no
     *     canonical form
     * @param found whether its code was found to offer a tool of that name
     * @param differences what is not as its code has it: description, arguments, claims; what
     *     cannot be read in the code is none
     */
    public record Tool(
            String name, @Nullable Sha256 sha256, boolean found, List<String> differences) {

        public Tool {
            differences = List.copyOf(differences);
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private static final Set<FindingKind> LISTED =
            Set.of(
                    FindingKind.TOOL_ADDED,
                    FindingKind.PROMPT_CHANGED,
                    FindingKind.RESOURCE_CHANGED,
                    FindingKind.INSTRUCTIONS_CHANGED);

    public LiveManifest {
        tools = List.copyOf(tools);
        unlisted = List.copyOf(unlisted);
    }

    /**
     * The manifest of a server that was driven; null of any other.
     *
     * @param code the profile of the release; null where it could not be read
     */
    static @Nullable LiveManifest of(Observed observed, @Nullable Profile code) {
        if (observed.outcome() != Observed.Outcome.DRIVEN) {
            return null;
        }
        var listed =
                observed.facts().stream().filter(each -> LISTED.contains(each.kind())).toList();
        var live = byName(ToolOffers.of(profile(observed.purl(), listed)));
        var read = code == null ? Map.<String, ToolOffer>of() : byName(ToolOffers.of(code));
        var tools =
                listed.stream()
                        .filter(each -> each.kind() == FindingKind.TOOL_ADDED)
                        .sorted(Comparator.comparing(Fact::value))
                        .map(each -> tool(each, live.get(each.value()), read.get(each.value())))
                        .toList();
        return new LiveManifest(
                whole(listed),
                tools,
                read.keySet().stream().filter(each -> !live.containsKey(each)).sorted().toList());
    }

    private static Tool tool(Fact fact, @Nullable ToolOffer live, @Nullable ToolOffer code) {
        var differences = new ArrayList<String>();
        if (live != null && code != null) {
            if (!code.description().isEmpty() && !code.description().equals(live.description())) {
                differences.add("description");
            }
            if (!code.arguments().isEmpty() && !code.arguments().equals(live.arguments())) {
                differences.add("arguments");
            }
            if (differs(code.readOnly(), live.readOnly())
                    || differs(code.destructive(), live.destructive())) {
                differences.add("claims");
            }
        }
        return new Tool(fact.value(), digest(document(fact)), code != null, differences);
    }

    private static boolean differs(@Nullable Boolean code, @Nullable Boolean live) {
        return code != null && !code.equals(live);
    }

    private static @Nullable Sha256 whole(List<Fact> listed) {
        var all = JSON.createObjectNode();
        for (var kind : LISTED) {
            var list = all.putArray(kind.wireName());
            listed.stream()
                    .filter(each -> each.kind() == kind)
                    .map(LiveManifest::document)
                    // The protocol's lists have no order that means anything.
                    .sorted(
                            Comparator.comparing(
                                            (ObjectNode each) -> each.path("name").asString(""))
                                    .thenComparing(ObjectNode::toString))
                    .forEach(list::add);
        }
        return digest(all);
    }

    private static ObjectNode document(Fact fact) {
        var document = JSON.createObjectNode().put("name", fact.value());
        fact.detail()
                .forEach(
                        (name, value) ->
                                document.set(
                                        name,
                                        name.equals("annotations")
                                                ? annotations(String.valueOf(value))
                                                : JSON.valueToTree(value)));
        return document;
    }

    /** They are kept as the text that came. */
    private static JsonNode annotations(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            return JSON.getNodeFactory().stringNode(text);
        }
    }

    /** Numbers beyond those of RFC 8785 have no canonical form. */
    private static @Nullable Sha256 digest(ObjectNode document) {
        try {
            return Sha256.of(CanonicalJson.of(document));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, ToolOffer> byName(ToolOffers offers) {
        return offers.listed().stream()
                .collect(Collectors.toMap(ToolOffer::name, Function.identity()));
    }

    private static Profile profile(String purl, List<Fact> facts) {
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                purl,
                null,
                new Coverage(0, 0, 0, 0, List.of(), 0, 0, 0),
                facts,
                List.of(),
                Map.of());
    }

    /** The pin of a tool of that name; null where there is none. */
    public @Nullable Tool tool(String name) {
        return tools.stream()
                .filter(each -> Objects.equals(each.name(), name))
                .findFirst()
                .orElse(null);
    }
}
