package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Files that are touched, by what is done and in what kind of place, and not by the function that
 * does it (signals CAP-FS-…, CAP-PERSIST, MCP-CONFIG-WRITE). {@code class} names the kind of place
 * as the analyser tells it.
 */
final class FsAccessRule extends CapabilityRule {

    /** Programs name folders after their own version, which changes with every one. */
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+(-[\\w.]+)?");

    /** The running file as the analyser names it, other code of the package, and its manifest. */
    private static final Pattern OWN_CODE =
            Pattern.compile(
                    "\\{package}/(file|(?!.*node_modules/)[^{}]*\\.[cm]?js|package\\.json)");

    FsAccessRule() {
        super(FindingKind.FS_ACCESS);
    }

    @Override
    public String key(Fact fact) {
        return discriminator(fact);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, whenNew(sighting.fact()), "Now ");
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return changes(sighting.fact())
                ? told(sighting, Change.CHANGED, Severity.LOW, "From new code ")
                : List.of();
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return told(sighting, change, whenPresent(sighting.fact()), "It ");
    }

    private static List<Judgement> told(
            Sighting sighting, Change change, Severity severity, String words) {
        var title = Sentences.cut(words + doing(sighting.fact()));
        return List.of(
                Judgement.of(sighting, change, severity, title)
                        .told(discriminator(sighting.fact())));
    }

    private static Severity whenNew(Fact fact) {
        if (rewritesItself(fact)) {
            return Severity.HIGH;
        }
        return switch (Details.text(fact, "class")) {
            case "secrets" -> Severity.HIGH;
            case "agent-config", "startup" -> changes(fact) ? Severity.HIGH : Severity.LOW;
            case "tmp", "home", "absolute" -> changes(fact) ? Severity.MEDIUM : Severity.LOW;
            default -> Severity.LOW;
        };
    }

    private static Severity whenPresent(Fact fact) {
        if (rewritesItself(fact)) {
            return Severity.MEDIUM;
        }
        return switch (Details.text(fact, "class")) {
            case "secrets" -> Severity.HIGH;
            case "startup" -> changes(fact) ? Severity.HIGH : Severity.INFO;
            case "agent-config" -> changes(fact) ? Severity.MEDIUM : Severity.INFO;
            default -> changes(fact) ? Severity.LOW : Severity.INFO;
        };
    }

    private static boolean changes(Fact fact) {
        return switch (Details.text(fact, "operation")) {
            case "read", "list", "open", "watch" -> false;
            default -> true;
        };
    }

    /** What was vetted is then not what runs the next time. */
    private static boolean rewritesItself(Fact fact) {
        return Details.text(fact, "operation").equals("write")
                && OWN_CODE.matcher(Details.text(fact, "path")).matches();
    }

    private static String discriminator(Fact fact) {
        return String.join(
                " ",
                Details.text(fact, "operation"),
                Details.text(fact, "class"),
                VERSION.matcher(Details.text(fact, "path")).replaceAll("{version}"));
    }

    private static String doing(Fact fact) {
        var verb =
                switch (Details.text(fact, "operation")) {
                    case "read" -> "reads ";
                    case "list" -> "lists ";
                    case "open" -> "opens ";
                    case "watch" -> "watches ";
                    case "delete" -> "deletes ";
                    case "chmod" -> "changes the rights of ";
                    default -> "writes ";
                };
        var path = Details.text(fact, "path");
        return verb + (path.isEmpty() ? "files that are named while it runs" : path) + where(fact);
    }

    private static String where(Fact fact) {
        if (rewritesItself(fact)) {
            return ", which is its own code";
        }
        return switch (Details.text(fact, "class")) {
            case "secrets" -> ", where secrets are kept";
            case "agent-config" -> ", which tells agents and editors what to run";
            case "startup" -> ", which runs when somebody signs in or starts a shell";
            default -> "";
        };
    }
}
