package dev.assay.scanners.pypi;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** {@code RECORD}: every file of a wheel with its digest (binary distribution format). */
final class Record {

    private static final int MOST = 40;

    private Record() {}

    /**
     * Files that are not what the wheel itself says, that are missing, or that it does not name.
     */
    static List<Fact> problems(Distribution distribution) {
        var tree = distribution.tree();
        var file = distribution.infoFolder() + "RECORD";
        if (!distribution.isWheel() || !tree.files().containsKey(file)) {
            return List.of();
        }
        var recorded = recorded(Distribution.text(tree, file));
        var facts = new ArrayList<Fact>();
        tree.files()
                .forEach(
                        (path, bytes) -> {
                            if (facts.size() >= MOST
                                    || isOfRecord(path, distribution)
                                    || path.contains("!/")) {
                                return;
                            }
                            var digest = recorded.get(path);
                            if (digest == null) {
                                facts.add(
                                        problem(
                                                distribution,
                                                path,
                                                "is in the wheel and not in its RECORD"));
                            } else if (!digest.isEmpty()
                                    && !digest.equals(Sha256.of(bytes).hex())) {
                                facts.add(
                                        problem(
                                                distribution,
                                                path,
                                                "is not what the wheel's RECORD says that it is"));
                            }
                        });
        return facts;
    }

    /** What cannot name itself: the record, and what signs it. */
    private static boolean isOfRecord(String path, Distribution distribution) {
        return path.startsWith(distribution.infoFolder() + "RECORD")
                || path.equals(distribution.infoFolder() + "direct_url.json")
                || path.equals(distribution.infoFolder() + "INSTALLER")
                || path.equals(distribution.infoFolder() + "REQUESTED")
                || path.endsWith(".pyc");
    }

    /** Path to digest in hexadecimal; empty where none is given. */
    private static Map<String, String> recorded(String text) {
        var recorded = new HashMap<String, String>();
        for (var line : text.lines().toList()) {
            var size = line.lastIndexOf(',');
            var digest = size < 0 ? -1 : line.lastIndexOf(',', size - 1);
            if (digest > 0) {
                var path = line.substring(0, digest).replaceAll("^\"|\"$", "");
                recorded.put(path, hex(line.substring(digest + 1, size)));
            }
        }
        return recorded;
    }

    private static String hex(String digest) {
        if (!digest.startsWith("sha256=")) {
            return "";
        }
        try {
            return HexFormat.of()
                    .formatHex(Base64.getUrlDecoder().decode(digest.substring("sha256=".length())));
        } catch (IllegalArgumentException e) {
            return "not a digest";
        }
    }

    private static Fact problem(Distribution distribution, String path, String problem) {
        return new Fact(
                FindingKind.ARCHIVE_HAZARD,
                path,
                null,
                true,
                Via.PLAIN,
                new Evidence(distribution.tree().purl().toString(), path, 0, 0, null, ""),
                Map.of("problem", problem));
    }
}
