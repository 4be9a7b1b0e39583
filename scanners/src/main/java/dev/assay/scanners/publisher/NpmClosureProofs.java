package dev.assay.scanners.publisher;

import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.signature.Defect;
import dev.assay.scanners.signature.NpmEvidence;
import dev.assay.scanners.signature.NpmEvidence.Answer;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.SignatureCheck;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The proofs of the packages that a release brings along. What a registry signs stands in the entry
 * that the closure was locked by, so it costs one question for the keys; only what names
 * attestations is asked for them, and only a signature by a key that ended needs to be told when
 * its version appeared. Questions and time are bounded, and what was not asked is said to be so.
 */
final class NpmClosureProofs {

    /** Questions about single packages; a closure of a server has some hundred packages. */
    static final int MOST_ASKED = 200;

    static final Duration LONGEST = Duration.ofMinutes(1);

    private static final JsonMapper JSON = new JsonMapper();
    private static final String ATTESTATIONS = "-/npm/v1/attestations/";

    /** What an upstream answers to a path, asked for a package. */
    interface Asking {
        Answer ask(String name, String path) throws InterruptedException;
    }

    private final NpmRegistry registry;
    private final SignatureCheck check;
    private final Clock clock;
    private final Asking asking;
    private final Instant until;
    private final Map<String, Answer> keys = new HashMap<>();
    private final Set<String> signed;
    private final Set<String> attested;
    private int asked;

    NpmClosureProofs(
            NpmRegistry registry,
            SignatureCheck check,
            Clock clock,
            Asking asking,
            List<LockedPackage> packages) {
        this.registry = registry;
        this.check = check;
        this.clock = clock;
        this.asking = asking;
        this.until = clock.instant().plus(LONGEST);
        this.signed = new java.util.HashSet<>();
        this.attested = new java.util.HashSet<>();
        for (var each : packages) {
            var entry = entry(each);
            if (PublisherHistory.isSigned(entry)) {
                signed.add(origin(each));
            }
            if (PublisherHistory.isAttested(entry)) {
                attested.add(origin(each));
            }
        }
    }

    /** Each package once, but the release itself. */
    List<PackageProofs> of(List<LockedPackage> packages) throws InterruptedException {
        var proofs = new LinkedHashMap<Integrity, PackageProofs>();
        for (var each : packages) {
            if (!each.path().isEmpty() && !proofs.containsKey(each.integrity())) {
                proofs.put(
                        each.integrity(),
                        new PackageProofs(each.purl(), each.integrity(), one(each)));
            }
        }
        return new ArrayList<>(proofs.values());
    }

    private Signatures one(LockedPackage locked) throws InterruptedException {
        if (!locked.purl().type().equals("npm")
                || !locked.integrity().value().startsWith("sha512-")) {
            return Signatures.unchecked("nothing of it says what a signature would be of");
        }
        var entry = entry(locked);
        var attestations = attestations(locked, entry);
        var signatures = check.check(evidence(locked, entry, attestations, null), clock.instant());
        if (!isByAnEndedKey(signatures)) {
            return signatures;
        }
        var problem = room();
        if (!problem.isEmpty()) {
            return unknownTime(signatures, problem);
        }
        asked++;
        return switch (registry.packument(locked.purl().packageName())) {
            case PackumentOutcome.Found(var packument) ->
                    check.check(
                            evidence(
                                    locked,
                                    entry,
                                    attestations,
                                    PublisherHistory.time(
                                            packument.time().get(locked.purl().exactVersion()))),
                            clock.instant());
            case PackumentOutcome other ->
                    unknownTime(signatures, "the registry did not say when it appeared");
        };
    }

    private static boolean isByAnEndedKey(Signatures signatures) {
        return signatures.registry().defectOrNull() == Defect.KEY_EXPIRED;
    }

    /** A key that has ended since may have been valid when it signed. */
    private static Signatures unknownTime(Signatures signatures, String problem) {
        return new Signatures(
                new Outcome.Unchecked<>(
                        "its key has ended, and whether it had when it signed is not known: "
                                + problem),
                signatures.publication(),
                signatures.provenance());
    }

    private NpmEvidence evidence(
            LockedPackage locked, JsonNode entry, Answer attestations, @Nullable Instant published)
            throws InterruptedException {
        var dist = entry.path("dist");
        return new NpmEvidence(
                locked.purl().packageName(),
                locked.purl().exactVersion(),
                dist.path("integrity").asString(null),
                NpmPublishing.sha512(locked.integrity()),
                PublisherHistory.isSigned(entry) ? dist.path("signatures").toString() : null,
                PublisherHistory.isAttested(entry),
                signed.contains(origin(locked)),
                attested.contains(origin(locked)),
                published,
                keys(locked),
                attestations);
    }

    /** Some packages may come from a registry of their own. */
    private Answer keys(LockedPackage locked) throws InterruptedException {
        var known = keys.get(origin(locked));
        if (known != null) {
            return known;
        }
        var answer = asking.ask(locked.purl().packageName(), NpmPublishing.KEYS);
        keys.put(origin(locked), answer);
        return answer;
    }

    private Answer attestations(LockedPackage locked, JsonNode entry) throws InterruptedException {
        if (!PublisherHistory.isAttested(entry)) {
            return new Answer.None("its entry names none");
        }
        var problem = room();
        if (!problem.isEmpty()) {
            return new Answer.Away(problem);
        }
        asked++;
        var name = locked.purl().packageName();
        return asking.ask(
                name,
                ATTESTATIONS
                        + name.replace("/", "%2f")
                        + "@"
                        + locked.purl().exactVersion().replace("+", "%2B"));
    }

    /** Why nothing more is asked; empty where there is room. */
    private String room() {
        if (asked >= MOST_ASKED) {
            return "no more than " + MOST_ASKED + " packages of a closure are asked about";
        }
        return clock.instant().isAfter(until)
                ? "the packages of a closure are asked about for "
                        + LONGEST.toSeconds()
                        + " seconds, and that was over"
                : "";
    }

    /** What one registry signs says nothing of another one's. */
    private String origin(LockedPackage locked) {
        var name = locked.purl().packageName();
        return registry.registryOf(name).map(URI::toString).orElse(name);
    }

    private static JsonNode entry(LockedPackage locked) {
        try {
            return JSON.readTree(locked.manifest());
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
