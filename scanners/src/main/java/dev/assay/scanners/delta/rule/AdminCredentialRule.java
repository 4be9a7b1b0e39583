package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.setup.SetupInstructions;

import java.util.List;
import java.util.Set;

/**
 * What whoever sets it up is asked for. Scopes and roles have names; what else an administrator has
 * is called in many ways, so that other words for it are nothing new. The instructions of a
 * dependency are for nobody who installs it by way of another package.
 */
final class AdminCredentialRule extends CapabilityRule {

    private static final Set<String> NAMED = Set.of("scope", "role");

    AdminCredentialRule() {
        super(FindingKind.ADMIN_CREDENTIAL);
    }

    @Override
    public String key(Fact fact) {
        var asks = asks(fact);
        return NAMED.contains(asks) ? asks + " " + fact.value() : asks;
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return told(sighting, Change.ADDED, "now ask");
    }

    @Override
    List<Judgement> known(Sighting sighting, Comparison comparison) {
        return sighting.anyNow(AdminCredentialRule::isRequired)
                        && !sighting.anyBefore(AdminCredentialRule::isRequired)
                ? told(sighting, Change.CHANGED, "no longer call it optional, and ask")
                : List.of();
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        return comparison.basis() == Basis.ARRIVAL ? List.of() : told(sighting, change, "ask");
    }

    /** Those that nobody may leave away are shown where there are any. */
    private static List<Judgement> told(Sighting all, Change change, String ask) {
        var required = all.anyNow(AdminCredentialRule::isRequired);
        var sighting = required ? all.withNow(AdminCredentialRule::isRequired) : all;
        var fact = sighting.fact();
        if (fact.value().equals(SetupInstructions.UNREAD)) {
            return one(
                    sighting,
                    change,
                    Severity.LOW,
                    "Instructions are too large or too many to be searched for what they ask for");
        }
        var title =
                "Instructions "
                        + ask
                        + " for "
                        + thing(asks(fact))
                        + ": "
                        + fact.value()
                        + (required ? "" : " (optional)");
        return one(
                sighting, change, required ? Severity.MEDIUM : Severity.LOW, Sentences.cut(title));
    }

    private static String thing(String asks) {
        return switch (asks) {
            case "scope" -> "a scope that administers";
            case "role" -> "a role that may do everything";
            case "account" -> "the account that may do everything";
            case "everything" -> "everything there is to grant";
            default -> "an administrator's credential";
        };
    }

    private static String asks(Fact fact) {
        return Details.text(fact, SetupInstructions.ASKS);
    }

    private static boolean isRequired(Fact fact) {
        return Details.isNot(fact, SetupInstructions.OPTIONAL);
    }
}
