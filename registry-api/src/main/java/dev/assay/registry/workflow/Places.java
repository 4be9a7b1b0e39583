package dev.assay.registry.workflow;

import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes where findings stand. A package URL and its version fix the bytes, so a place in them is a
 * place in the same code; how an excerpt of it is cut does not count.
 */
final class Places {

    private static final int SHOWN = 5;

    private Places() {}

    static Blocker.Stands of(List<Finding> findings) {
        var places =
                findings.stream()
                        .flatMap(each -> each.evidence().stream())
                        .map(Places::place)
                        .distinct()
                        .sorted()
                        .toList();
        var digest = Sha256.of(String.join("\n", places).getBytes(StandardCharsets.UTF_8)).hex();
        var shown = places.stream().limit(SHOWN).collect(Collectors.joining(", "));
        var more = places.size() - SHOWN;
        return new Blocker.Stands(digest, more > 0 ? shown + " and " + more + " more" : shown);
    }

    private static String place(Evidence evidence) {
        return evidence.packageUrl()
                + " "
                + evidence.file()
                + ":"
                + evidence.line()
                + ":"
                + evidence.column();
    }
}
