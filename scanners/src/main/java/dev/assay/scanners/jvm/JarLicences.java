package dev.assay.scanners.jvm;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.licence.PomLicences;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The licences that a jar declares: in the one POM that it has, else as OSGi's {@code
 * Bundle-License} (Core 8, section 3.2.1.10). What a parent of the POM says is not in the jar.
 */
final class JarLicences {

    private static final Pattern POM = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.xml");
    private static final int MOST = 10;
    private static final int LONGEST = 200;

    private JarLicences() {}

    /**
     * Reports them.
     *
     * @param bundle the {@code Bundle-License} of its manifest, empty where it has none
     */
    static void report(PackageTree tree, Report report, String bundle) {
        var poms =
                tree.files().entrySet().stream()
                        .filter(each -> POM.matcher(each.getKey()).matches())
                        .limit(2)
                        .toList();
        var declared =
                poms.size() == 1
                        ? PomLicences.read(poms.getFirst().getValue()).licences()
                        : List.<String>of();
        var where = declared.isEmpty() ? JarFacts.MANIFEST : poms.getFirst().getKey();
        if (declared.isEmpty()) {
            declared = clauses(bundle);
        }
        declared.stream()
                .filter(each -> each.length() <= LONGEST)
                .distinct()
                .limit(MOST)
                .forEach(each -> report.add(FindingKind.LICENCE, each, where, each, Map.of()));
    }

    /** Parameters of a clause, such as its link, follow a semicolon. */
    private static List<String> clauses(String header) {
        return List.of(header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", MOST + 1)).stream()
                .map(each -> each.split(";", 2)[0].replace("\"", "").strip())
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
