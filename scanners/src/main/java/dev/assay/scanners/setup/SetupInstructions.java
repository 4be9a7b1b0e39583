package dev.assay.scanners.setup;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Fact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds where a package asks whoever sets it up for an administrator's credential: in its README
 * and other instructions, and in the inputs that its {@code server.json} or its bundle's manifest
 * declares. Instructions are prose, and only English is read: that nothing is found says little.
 */
public final class SetupInstructions {

    /** The detail that says what is asked for. */
    public static final String ASKS = "asks";

    /** The detail of what may be left away. */
    public static final String OPTIONAL = "optional";

    /** The value of instructions that were too large, or too many, to be read. */
    public static final String UNREAD = "instructions that were not read";

    private static final Pattern INSTRUCTIONS =
            Pattern.compile(
                    "(?i)(?:(?:docs?/)?(?:readme|quick[-_]?start|install(?:ation)?|setup|getting[-_]started|configuration|auth(?:entication)?)"
                            + "(?:\\.(?:md|markdown|mdx|rst|txt))?"
                            + "|[^/]+\\.dist-info/METADATA|(?:[^/]+\\.egg-info/)?PKG-INFO)");

    private static final int LARGEST = 512 << 10;
    private static final int MOST_FILES = 20;
    private static final int MOST = 40;

    private final PackageTree tree;
    private final Map<String, Fact> facts = new LinkedHashMap<>();

    private SetupInstructions(PackageTree tree) {
        this.tree = tree;
    }

    /** What is asked for, each once in each file. */
    public static List<Fact> in(PackageTree tree) {
        var found = new SetupInstructions(tree);
        var files = new TreeSet<>(tree.files().keySet());
        files.removeIf(each -> !isInstructions(each));
        var read = 0;
        for (var file : files) {
            var bytes = tree.files().get(file);
            if (bytes == null || ++read > MOST_FILES || bytes.length > LARGEST) {
                found.unread(file);
                continue;
            }
            var passages =
                    DeclaredInputs.FILES.contains(file)
                            ? DeclaredInputs.passages(bytes)
                            : Markdown.passages(new String(bytes, StandardCharsets.UTF_8));
            passages.forEach(each -> found.read(file, each));
        }
        return new ArrayList<>(found.facts.values());
    }

    private static boolean isInstructions(String file) {
        return DeclaredInputs.FILES.contains(file) || INSTRUCTIONS.matcher(file).matches();
    }

    private void read(String file, Passage passage) {
        for (var asked : Requests.in(passage)) {
            var optional = Requests.isOptional(passage);
            var key = file + " " + asked.words();
            var known = facts.get(key);
            if (known == null ? facts.size() < MOST : isOptional(known) && !optional) {
                var line = passage.line() == 0 ? 0 : passage.lineOf(asked.start());
                facts.put(
                        key,
                        fact(
                                file,
                                line,
                                asked.words(),
                                excerpt(passage.text(), asked.start()),
                                Map.of(ASKS, asked.what().word(), OPTIONAL, optional)));
            }
        }
    }

    private void unread(String file) {
        facts.putIfAbsent(
                UNREAD, fact(file, 0, UNREAD, "", Map.of(ASKS, "unknown", OPTIONAL, true)));
    }

    private static boolean isOptional(Fact fact) {
        return Boolean.TRUE.equals(fact.detail().get(OPTIONAL));
    }

    private Fact fact(
            String file, int line, String words, String excerpt, Map<String, Object> detail) {
        return new Fact(
                FindingKind.ADMIN_CREDENTIAL,
                words,
                null,
                true,
                Via.PLAIN,
                new Evidence(tree.purl().toString(), file, line, 0, null, excerpt),
                detail);
    }

    private static String excerpt(String text, int start) {
        var from = Math.max(0, Math.min(start - 150, text.length() - Evidence.MAX_EXCERPT));
        var to = Math.min(text.length(), from + Evidence.MAX_EXCERPT);
        return text.substring(from, to).replaceAll("\\s+", " ").strip();
    }
}
