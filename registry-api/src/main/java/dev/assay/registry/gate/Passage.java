package dev.assay.registry.gate;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The way around approvals, where settings open it: what belongs to no closure is handed on as it
 * comes from upstream, counted, and marked as what nobody vetted. Safe for many threads.
 */
public final class Passage {

    /** Stands on every answer that nobody approved. */
    public static final String HEADER = "Assay-Outside";

    public static final String NOT_VETTED = "not vetted";

    private final OutsideCounter counter;
    private final Path folder;

    /**
     * @param folder where files are while they are handed on; emptied now
     */
    public Passage(OutsideCounter counter, Path folder) {
        this.counter = counter;
        this.folder = folder;
        clear(folder);
    }

    private static void clear(Path folder) {
        try {
            Files.createDirectories(folder);
            try (var left = Files.list(folder)) {
                for (var each : left.toList()) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no place for what is handed on: " + folder, e);
        }
    }

    /**
     * The way of an ecosystem that has no lists of tools.
     *
     * @param ecosystem as its settings call it
     * @param bound whether a package is bound to a private upstream, or to what is handed in
     * @throws IllegalArgumentException when the setting asks for such a list
     */
    public EcosystemPassage of(String ecosystem, Outside outside, Predicate<Purl> bound) {
        if (outside == Outside.TOOLSET) {
            throw new IllegalArgumentException(
                    "gate."
                            + ecosystem
                            + ".outside=toolset: lists of tools are for Maven's plugins alone; deny"
                            + " or pass");
        }
        return withToolset(ecosystem, outside, bound);
    }

    /** The way of an ecosystem that reads its list of tools itself. */
    public EcosystemPassage withToolset(String ecosystem, Outside outside, Predicate<Purl> bound) {
        return new EcosystemPassage(ecosystem, outside, bound, this);
    }

    /** A file to fetch into. */
    Path room() throws IOException {
        return Files.createTempFile(folder, "outside", null);
    }

    /** Hands a file on, which is removed by that. */
    GateAnswer file(
            GateRequest request,
            String ecosystem,
            String item,
            FetchOutcome.Fetched fetched,
            Map<String, String> headers) {
        count(request, ecosystem, item, fetched.sha256(), fetched.size());
        return new GateAnswer(
                200, null, marked(headers), new GateAnswer.Passing(fetched.file(), fetched.size()));
    }

    /** Hands bytes on. */
    GateAnswer bytes(
            GateRequest request,
            String ecosystem,
            String item,
            Sha256 sha256,
            byte[] bytes,
            Map<String, String> headers) {
        count(request, ecosystem, item, sha256, bytes.length);
        return GateAnswer.of(200, marked(headers), bytes);
    }

    private void count(
            GateRequest request, String ecosystem, String item, Sha256 sha256, long size) {
        if (request.method().equals("GET")) {
            counter.passed(ecosystem, item, sha256, request.caller(), size);
        }
    }

    /** Hands a document on, which is no package and is not counted. */
    public static GateAnswer document(String contentType, byte[] body) {
        return GateAnswer.of(200, marked(Map.of("Content-Type", contentType)), body);
    }

    private static Map<String, String> marked(Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Cache-Control", "max-age=0, must-revalidate");
        all.put(HEADER, NOT_VETTED);
        return all;
    }
}
