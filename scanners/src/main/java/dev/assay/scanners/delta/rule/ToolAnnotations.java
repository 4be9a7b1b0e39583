package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a tool claims of itself, whether it now claims to be more harmless than before, and whether
 * the code behind it does what it says it never does (signals MCP-ANNOT-FLIP). The fact of a tool
 * that claims to read only has in {@code does} what its handler changes all the same.
 */
final class ToolAnnotations {

    private static final Pattern READ_ONLY = Pattern.compile("readOnlyHint\"?\\s*:\\s*([^,}\\s]+)");
    private static final Pattern DESTRUCTIVE =
            Pattern.compile("destructiveHint\"?\\s*:\\s*([^,}\\s]+)");
    private static final int MOST_NAMED = 3;

    private ToolAnnotations() {}

    /** Other claims than those of the earlier version. */
    static List<Judgement> flips(Sighting sighting) {
        var now = text(sighting.fact());
        var before = text(sighting.earlier());
        if (sighting.anyBefore(older -> text(older).equals(now))) {
            return List.of();
        }
        var safer = isTakenBack(before, now);
        var title =
                "The tool "
                        + sighting.value()
                        + (safer
                                ? " claims to be harmless, of which it said the opposite before"
                                : " claims other things of itself");
        var severity =
                safer ? Severity.HIGH : isLooser(before, now) ? Severity.MEDIUM : Severity.LOW;
        return List.of(
                judgement(sighting, Change.CHANGED, severity, title)
                        .told("claims")
                        .with("before", before)
                        .with("now", now));
    }

    /** What the tool does against its claim and did not do before. */
    static List<Judgement> broken(Sighting sighting, Change change) {
        var does = new TreeSet<String>();
        sighting.now().forEach(fact -> Details.list(fact, "does").forEach(d -> does.add("" + d)));
        sighting.before()
                .forEach(
                        fact ->
                                Details.list(fact, "does")
                                        .forEach(d -> does.remove(String.valueOf(d))));
        if (does.isEmpty()) {
            return List.of();
        }
        var deeds = new ArrayList<>(does);
        var named = String.join(", ", deeds.subList(0, Math.min(deeds.size(), MOST_NAMED)));
        var more = deeds.size() - MOST_NAMED;
        var claimed = sighting.anyBefore(older -> isTrue(hint(text(older), READ_ONLY)));
        var title =
                "The tool "
                        + sighting.value()
                        + " claims to read only, and its code "
                        + (claimed ? "now " : "")
                        + named
                        + (more > 0 ? " and " + more + " more" : "");
        var severity = weight(deeds, change, claimed);
        return List.of(
                judgement(sighting, change, severity, Sentences.cut(title))
                        .told("does")
                        .with("does", deeds));
    }

    /**
     * A program that is started may only ask, and is told of by itself where it is new; a question
     * is often sent by POST, and a cache is often written.
     */
    private static Severity weight(List<String> deeds, Change change, boolean claimed) {
        var onlyStarts = deeds.stream().allMatch(deed -> deed.startsWith("starts "));
        var writes =
                deeds.stream()
                        .anyMatch(
                                deed -> !deed.startsWith("sends ") && !deed.startsWith("starts "));
        return switch (change) {
            // The code is new, or else the claim is.
            case CHANGED ->
                    onlyStarts ? Severity.LOW : claimed || writes ? Severity.HIGH : Severity.MEDIUM;
            case ADDED -> writes ? Severity.MEDIUM : Severity.LOW;
            default -> writes ? Severity.LOW : Severity.INFO;
        };
    }

    /** Annotations as text, with the keys in order; the code may give them as an expression. */
    private static String text(Fact fact) {
        var annotations = fact.detail().get("annotations");
        return switch (annotations) {
            case null -> "";
            case Map<?, ?> map -> new TreeMap<>(map).toString().replace('=', ':');
            default -> annotations.toString();
        };
    }

    /** Whether a client that asks before dangerous calls would now ask at other times. */
    private static boolean isLooser(String before, String now) {
        return !hint(before, READ_ONLY).equals(hint(now, READ_ONLY))
                || !hint(before, DESTRUCTIVE).equals(hint(now, DESTRUCTIVE));
    }

    /** Whether a tool that said it is dangerous says now that it is not. */
    private static boolean isTakenBack(String before, String now) {
        return (isFalse(hint(before, READ_ONLY)) && isTrue(hint(now, READ_ONLY)))
                || (isTrue(hint(before, DESTRUCTIVE)) && isFalse(hint(now, DESTRUCTIVE)));
    }

    private static boolean isTrue(String hint) {
        return hint.equals("true") || hint.equals("!<0>") || hint.equals("!0");
    }

    private static boolean isFalse(String hint) {
        return hint.equals("false") || hint.equals("!<1>") || hint.equals("!1");
    }

    private static String hint(String annotations, Pattern hint) {
        var matcher = hint.matcher(annotations);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static Judgement judgement(
            Sighting sighting, Change change, Severity severity, String title) {
        return Judgement.of(sighting, change, severity, title)
                .as(FindingKind.TOOL_ANNOTATION_CHANGED)
                .without("schema")
                .without("outputSchema")
                .without("does")
                .without("annotations")
                .without("description");
    }
}
