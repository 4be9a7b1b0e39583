package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Environment variables that are read (signals CAP-ENV-NAMED, CAP-ENV-ALL). */
final class EnvAccessRule extends CapabilityRule {

    private static final String WHOLE = "*";

    private static final Pattern SECRET =
            Pattern.compile(
                    ".*(TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|AUTH"
                            + "|COOKIE|CONNECTION_STRING|DATABASE_URL|_KEY$|^KEY$|_PAT$|_PWD$).*");

    EnvAccessRule() {
        super(FindingKind.ENV_ACCESS);
    }

    @Override
    public String key(Fact fact) {
        return fact.value() + " " + use(fact);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        var variable = sighting.value();
        if (variable.equals(WHOLE)) {
            return whole(sighting, Change.ADDED, weight(sighting.fact(), true), "");
        }
        return isSecret(variable)
                ? one(
                        sighting,
                        Change.ADDED,
                        Severity.MEDIUM,
                        "Now reads " + variable + ", which sounds like a secret")
                : one(sighting, Change.ADDED, Severity.LOW, "Now reads " + variable);
    }

    /** All of it from one more place is one more receiver of it; another name is not. */
    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return sighting.value().equals(WHOLE) && !use(sighting.fact()).equals("computed")
                ? whole(sighting, Change.CHANGED, Severity.LOW, ", from new code")
                : List.of();
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        if (sighting.value().equals(WHOLE)) {
            return whole(sighting, change, weight(sighting.fact(), false), "");
        }
        var severity = isSecret(sighting.value()) ? Severity.LOW : Severity.INFO;
        return one(sighting, change, severity, "Reads " + sighting.value());
    }

    @Override
    List<Judgement> removed(Sighting sighting) {
        return sighting.value().equals(WHOLE)
                ? List.of()
                : one(
                        sighting,
                        Change.REMOVED,
                        Severity.INFO,
                        "No longer reads " + sighting.value());
    }

    private static List<Judgement> whole(
            Sighting sighting, Change change, Severity severity, String where) {
        var title =
                switch (use(sighting.fact())) {
                    case "child" -> "Hands the whole environment to a child process";
                    case "computed" -> "Reads variables whose names are decided while it runs";
                    default -> "Uses the whole environment at once (" + how(sighting.fact()) + ")";
                };
        return List.of(
                Judgement.of(sighting, change, severity, title + where).told(use(sighting.fact())));
    }

    private static Severity weight(Fact fact, boolean isNew) {
        return switch (use(fact)) {
            case "child", "computed" -> isNew ? Severity.LOW : Severity.INFO;
            case "held" -> isNew ? Severity.MEDIUM : Severity.LOW;
            default -> isNew ? Severity.HIGH : Severity.MEDIUM;
        };
    }

    /** What becomes of the whole environment; empty for a single variable. */
    private static String use(Fact fact) {
        if (!fact.value().equals(WHOLE)) {
            return "";
        }
        if (Details.is(fact, "passedToChild")) {
            return "child";
        }
        return switch (how(fact)) {
            case "computed name", "rest" -> "computed";
            case "stored", "copied", "returned" -> "held";
            case "listed", "JSON.stringify", "Object.entries", "Object.keys", "Object.values" ->
                    "listed";
            default -> how(fact).startsWith("handed") ? "held" : "listed";
        };
    }

    private static String how(Fact fact) {
        return Details.text(fact, "how");
    }

    static boolean isSecret(String variable) {
        return SECRET.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }
}
