package dev.assay.registry.gate;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The way around approvals of one ecosystem, as far as its setting opens it. */
public final class EcosystemPassage {

    /** Asks upstream for a file. */
    @FunctionalInterface
    public interface Fetching {

        FetchOutcome into(Path file) throws InterruptedException, IOException;
    }

    /** Makes an answer of a file that came, which is removed unless the answer hands it on. */
    @FunctionalInterface
    public interface Handing {

        GateAnswer of(FetchOutcome.Fetched fetched) throws IOException;
    }

    private final String ecosystem;
    private final Outside outside;
    private final Predicate<Purl> bound;
    private final Passage passage;

    /**
     * @param bound whether a package is bound to a private upstream, or to what is handed in
     */
    EcosystemPassage(String ecosystem, Outside outside, Predicate<Purl> bound, Passage passage) {
        this.ecosystem = ecosystem;
        this.outside = outside;
        this.bound = bound;
        this.passage = passage;
    }

    /** Whether what stands in a list passes, and nothing else. */
    public boolean isToolset() {
        return outside == Outside.TOOLSET;
    }

    /**
     * Whether a package may be passed on: nothing of it is on record as a release, whatever became
     * of it, its bytes are not known to have been altered, and its name is bound to nobody.
     *
     * @param purl with a version, or without one for its list of versions
     */
    public boolean isOpen(Scope scope, Purl purl) {
        return outside == Outside.PASS
                && scope.closure() == null
                && scope.snapshot().releasesOf(purl.withVersion(null)).isEmpty()
                && scope.block(purl).cause() != Cause.BYTES_DIFFER
                && !bound.test(purl);
    }

    /**
     * Hands a file on, counted; empty where upstream has none.
     *
     * @param item what it is, for the record
     */
    public Optional<GateAnswer> file(GateRequest request, String item, Fetching fetching)
            throws InterruptedException, IOException {
        return fetched(fetching, fetched -> handOn(request, item, fetched));
    }

    /** The file itself as the answer, counted. */
    public GateAnswer handOn(GateRequest request, String item, FetchOutcome.Fetched fetched) {
        return handOn(request, item, fetched, Map.of("Content-Type", "application/octet-stream"));
    }

    /**
     * The file itself as the answer, counted.
     *
     * @param headers of the protocol
     */
    public GateAnswer handOn(
            GateRequest request,
            String item,
            FetchOutcome.Fetched fetched,
            Map<String, String> headers) {
        return passage.file(request, ecosystem, item, fetched, headers);
    }

    /** Bytes as the answer, counted. */
    public GateAnswer handOn(
            GateRequest request,
            String item,
            Sha256 sha256,
            byte[] bytes,
            Map<String, String> headers) {
        return passage.bytes(request, ecosystem, item, sha256, bytes, headers);
    }

    /**
     * Makes an answer of a file; empty where upstream has none. One that upstream does not give is
     * told as such: nobody knows whether there is one.
     */
    public Optional<GateAnswer> fetched(Fetching fetching, Handing handing)
            throws InterruptedException, IOException {
        var file = passage.room();
        var isHandedOn = false;
        try {
            return switch (fetching.into(file)) {
                case FetchOutcome.Fetched fetched -> {
                    var answer = handing.of(fetched);
                    isHandedOn = answer.content() instanceof GateAnswer.Passing;
                    yield Optional.of(answer);
                }
                case FetchOutcome.NotFound n -> Optional.empty();
                case FetchOutcome other -> away(other.toString());
            };
        } finally {
            if (!isHandedOn) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** What is passed on, where upstream does not give it. */
    public static Optional<GateAnswer> away(String reason) {
        return Optional.of(
                Faults.upstreamAway("this is passed on, and upstream does not give it: " + reason));
    }
}
