package dev.assay.scanners.manifest;

import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * A lock file that a package ships: npm then installs what it says instead of what the ranges of
 * {@code package.json} allow, from wherever it says (npm documentation, npm-shrinkwrap.json).
 */
final class Shrinkwrap {

    static final String FILE = "npm-shrinkwrap.json";

    private static final int MAX_BYTES = 16 << 20;
    private static final int MAX_HOSTS = 20;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(200)
                                                    .maxTokenCount(2_000_000)
                                                    .build())
                                    .build())
                    .build();

    private Shrinkwrap() {}

    static List<Fact> in(SortedMap<String, byte[]> files, String packageUrl) {
        var bytes = files.get(FILE);
        if (bytes == null) {
            return List.of();
        }
        return List.of(
                new Fact(
                        FindingKind.DEPENDENCY_SOURCE,
                        FILE,
                        null,
                        true,
                        Via.PLAIN,
                        new Evidence(packageUrl, FILE, 0, 0, null, ""),
                        Map.of("source", "shrinkwrap", "range", sources(bytes))));
    }

    /** The hosts that it names; a file that npm could not read is told as such. */
    private static String sources(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return "too large to read";
        }
        var hosts = new TreeSet<String>();
        try {
            var root = MAPPER.readTree(bytes);
            for (var key : List.of("packages", "dependencies")) {
                for (var entry : root.path(key)) {
                    if (entry.path("resolved").isString() && hosts.size() < MAX_HOSTS) {
                        hosts.add(host(entry.path("resolved").stringValue()));
                    }
                }
            }
        } catch (JacksonException e) {
            return "no JSON";
        }
        return String.join(" ", hosts);
    }

    private static String host(String address) {
        try {
            var uri = new URI(address);
            return uri.getHost() == null ? String.valueOf(uri.getScheme()) : uri.getHost();
        } catch (URISyntaxException e) {
            return "no address";
        }
    }
}
