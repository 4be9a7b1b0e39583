package dev.assay.scanners.licence;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the licence files of a package say: a fact for each licence whose text stands in one, or for
 * a file with a text that nobody knows.
 */
public final class LicenceFiles {

    /** The value of a file whose text is no listed licence's. */
    public static final String UNKNOWN = "unknown text";

    /** The detail that tells such a fact from what the package declares. */
    public static final String FILE = "file";

    /** The detail of a text that is not what the package declares: what it declares. */
    public static final String DECLARED = "declared";

    private static final Pattern NAME =
            Pattern.compile(
                    "(?:META-INF/|[^/]+\\.(?:dist|egg)-info/(?:licen[cs]es/)?|licen[cs]es/)?"
                            + "(?:[\\w.]{1,30}-)?(?:un)?(?:licen[cs]es?|copying)(?:[-_.][^/]{1,40})?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern CODE =
            Pattern.compile("\\.(?:[cm]?[jt]sx?|py|class|json|html?|css|map)$");

    private static final int MOST_FILES = 20;
    private static final int LARGEST = 512 << 10;

    private LicenceFiles() {}

    /**
     * Looks through a package.
     *
     * @param others its other facts, for what it declares
     */
    public static List<Fact> in(PackageTree tree, List<Fact> others) {
        var declared = DeclaredLicence.of(declared(others));
        var facts = new ArrayList<Fact>();
        var files = new TreeSet<>(tree.files().keySet());
        files.removeIf(each -> !NAME.matcher(each).matches() || CODE.matcher(each).find());
        for (var file : files.stream().limit(MOST_FILES).toList()) {
            var bytes = tree.files().get(file);
            if (bytes == null || bytes.length == 0) {
                continue;
            }
            var ids = bytes.length > LARGEST ? List.<String>of() : LicenceTexts.in(bytes);
            for (var id : ids.isEmpty() ? List.of(UNKNOWN) : ids) {
                var detail = new HashMap<String, Object>(Map.of(FILE, true));
                if (!ids.isEmpty() && contradicts(declared, id)) {
                    detail.put(DECLARED, String.join(", ", declared(others)));
                }
                facts.add(
                        new Fact(
                                FindingKind.LICENCE,
                                id,
                                null,
                                true,
                                Via.PLAIN,
                                new Evidence(tree.purl().toString(), file, 1, 1, null, ""),
                                detail));
            }
        }
        return facts;
    }

    /** What the facts of a package say that it declares. */
    public static List<String> declared(List<Fact> facts) {
        return licences(facts).filter(each -> !isFile(each)).map(Fact::value).distinct().toList();
    }

    /** The licences whose texts its files hold; {@link #UNKNOWN} among them for any other. */
    public static List<String> texts(List<Fact> facts) {
        return licences(facts)
                .filter(LicenceFiles::isFile)
                .map(Fact::value)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Fact> licences(List<Fact> facts) {
        return facts.stream().filter(each -> each.kind() == FindingKind.LICENCE);
    }

    /** Whether a fact is of a file's text. */
    public static boolean isFile(Fact licence) {
        return licence.detail().containsKey(FILE);
    }

    /** One text in a choice of several contradicts nothing. */
    private static boolean contradicts(DeclaredLicence declared, String id) {
        return declared instanceof DeclaredLicence.Spdx(var expression, var written)
                && expression.ids().stream().noneMatch(each -> family(each).equals(family(id)));
    }

    /** A text cannot tell whether later versions may be chosen. */
    private static String family(String id) {
        return id.replaceFirst("(?:-only|-or-later|\\+)$", "");
    }
}
