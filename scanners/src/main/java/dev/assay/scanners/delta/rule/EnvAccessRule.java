package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Environment variables that are read (signals CAP-ENV-NAMED, CAP-ENV-ALL). */
final class EnvAccessRule extends CapabilityRule {

    private static final String WHOLE = "*";

    private static final Pattern SECRET =
            Pattern.compile(
                    ".*(TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|AUTH"
                            + "|COOKIE|SESSION|CONNECTION_STRING|DATABASE_URL|_KEY$|^KEY$|_PAT$|_PWD$).*");

    EnvAccessRule() {
        super(FindingKind.ENV_ACCESS);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        if (sighting.value().equals(WHOLE)) {
            var handed = isHandedToChild(sighting);
            return one(
                    sighting,
                    Change.ADDED,
                    handed ? Severity.LOW : Severity.HIGH,
                    handed
                            ? "The whole environment is now handed to a child process"
                            : "The whole environment is now read at once");
        }
        return isSecret(sighting.value())
                ? one(
                        sighting,
                        Change.ADDED,
                        Severity.MEDIUM,
                        "Reads " + sighting.value() + ", which sounds like a secret")
                : one(sighting, Change.ADDED, Severity.LOW, "Now reads " + sighting.value());
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        if (sighting.value().equals(WHOLE)) {
            var handed = isHandedToChild(sighting);
            return one(
                    sighting,
                    change,
                    handed ? Severity.INFO : Severity.MEDIUM,
                    handed
                            ? "The whole environment is handed to a child process"
                            : "The whole environment is read at once");
        }
        var severity = isSecret(sighting.value()) ? Severity.LOW : Severity.INFO;
        return one(sighting, change, severity, "Reads " + sighting.value());
    }

    @Override
    List<Judgement> removed(Sighting sighting) {
        return one(sighting, Change.REMOVED, Severity.INFO, "No longer reads " + sighting.value());
    }

    private static boolean isHandedToChild(Sighting sighting) {
        return sighting.now().stream()
                .allMatch(fact -> Details.text(fact, "sink").equals("child-process"));
    }

    static boolean isSecret(String variable) {
        return SECRET.matcher(variable.toUpperCase(Locale.ROOT)).matches();
    }
}
