package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Which file runs when somebody starts or imports the package, under which command, and which code
 * is shipped though nothing leads to it (signals ART-ENTRY-CHANGED, HOOK-BIN-CONFUSION,
 * ART-FILE-ADDED).
 */
final class EntryPointRule implements Rule {

    private static final String BIN = "bin:";

    @Override
    public FindingKind kind() {
        return FindingKind.ENTRY_POINT;
    }

    @Override
    public String key(Fact fact) {
        // Stray files are told together, and bundlers rename them.
        return StrayCode.is(fact) ? StrayCode.KEY : fact.value();
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (StrayCode.is(sighting.fact())) {
            return StrayCode.judge(sighting, comparison);
        }
        if (sighting.now().isEmpty()) {
            return one(sighting, Change.REMOVED, Severity.INFO, "is no longer declared");
        }
        var target = target(sighting.fact());
        var shadowed = shadowed(sighting.fact(), comparison);
        if (comparison.basis() == Basis.PRESENCE) {
            var severity = shadowed.isEmpty() ? present(sighting.fact()) : Severity.MEDIUM;
            return one(sighting, Change.PRESENT, severity, "is " + target + shadowed);
        }
        if (sighting.before().isEmpty()) {
            var severity =
                    !shadowed.isEmpty()
                            ? Severity.HIGH
                            : comparison.basis() != Basis.CHANGE
                                    ? Severity.INFO
                                    : comparison.entered(target)
                                            ? lighter(sighting)
                                            : weight(sighting);
            return one(sighting, Change.ADDED, severity, "is new: " + target + shadowed);
        }
        var earlier = target(sighting.earlier());
        if (earlier.equals(target)) {
            return List.of();
        }
        var words = "was " + earlier + " and is now " + target + shadowed;
        return List.of(
                one(sighting, Change.CHANGED, weight(sighting), words)
                        .getFirst()
                        .with("earlierTarget", earlier));
    }

    /** What nobody should find in an image counts in every version. */
    private static Severity present(Fact fact) {
        return switch (Details.text(fact, "role")) {
            case "image-secret", "image-privileged" -> Severity.MEDIUM;
            default -> Severity.INFO;
        };
    }

    /** What a bundle or an image is started with, and what lies in it, is told here as well. */
    private static String subject(Sighting sighting) {
        var fact = sighting.now().isEmpty() ? sighting.earlier() : sighting.fact();
        var role = Details.text(fact, "role");
        if (role.startsWith("image")) {
            return "The image's " + sighting.value();
        }
        var noun =
                switch (role) {
                    case "setting", "secret-setting" -> "The setting asked of users, '";
                    case "environment" -> "The variable '";
                    case "mcp-package" -> "What the server is shipped as, '";
                    case "types" ->
                            sighting.value().equals("compatibility")
                                    ? "What it says it runs on, '"
                                    : "The entry point '";
                    default -> "The entry point '";
                };
        return noun + sighting.value() + "'";
    }

    /** What a command name takes the place of, as the end of a sentence; empty where nothing. */
    private static String shadowed(Fact fact, Comparison comparison) {
        if (!fact.value().startsWith(BIN)) {
            return "";
        }
        var owner = CommandNames.owner(fact.value().substring(BIN.length()));
        if (owner == null || owner.equals(comparison.packageName())) {
            return "";
        }
        return owner.isEmpty()
                ? ", which takes the place of a command of the system"
                : ", which takes the place of the command of the package " + owner;
    }

    private static Severity weight(Sighting sighting) {
        var role = Details.text(sighting.fact(), "role");
        return switch (role) {
            // The last is how a list of servers calls it, and nothing is entered there.
            case "types", "man", "mcp-name", "mcp-package" -> Severity.INFO;
            // What a client of a bundle starts, and with what (signals HOOK-MCPB).
            case "command" -> Severity.HIGH;
            case "environment", "setting" -> Severity.LOW;
            case "image-secret", "image-privileged" -> Severity.HIGH;
            case "image-package" -> sighting.before().isEmpty() ? Severity.MEDIUM : Severity.LOW;
            case "image-os", "image-low" -> Severity.LOW;
            default -> role.endsWith("exports") ? Severity.LOW : Severity.MEDIUM;
        };
    }

    /** Another way to a file that could be started or imported before runs nothing new. */
    private static Severity lighter(Sighting sighting) {
        return weight(sighting) == Severity.INFO ? Severity.INFO : Severity.LOW;
    }

    static String target(Fact fact) {
        var target = Details.text(fact, "target");
        return target.startsWith("./") ? target.substring(2) : target;
    }

    private static List<Judgement> one(
            Sighting sighting, Change change, Severity severity, String words) {
        var title = Sentences.cut(subject(sighting) + " " + words);
        return List.of(Judgement.of(sighting, change, severity, title));
    }
}
