package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;

/**
 * Copies of other packages: which release they are of, that their release is not known, or that a
 * function among theirs is none of theirs (signals B2.4, DEP-BUNDLED).
 */
final class VendoredCodeRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.VENDORED_CODE;
    }

    @Override
    public String key(Fact fact) {
        return isAltered(fact) ? fact.value() + " " + fact.functionPrint() : fact.value();
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return List.of();
        }
        var fact = sighting.fact();
        if (isAltered(fact)) {
            return altered(sighting, comparison);
        }
        var change =
                switch (comparison.basis()) {
                    case PRESENCE -> Change.PRESENT;
                    case ARRIVAL -> Change.ADDED;
                    case CHANGE -> sighting.before().isEmpty() ? Change.ADDED : Change.CHANGED;
                };
        var same =
                sighting.anyBefore(
                        before ->
                                Details.text(before, "release")
                                        .equals(Details.text(fact, "release")));
        if (change == Change.CHANGED && same) {
            return List.of();
        }
        var severity = comparison.basis() == Basis.CHANGE ? Severity.LOW : Severity.INFO;
        return List.of(Judgement.of(sighting, change, severity, title(fact)));
    }

    private static String title(Fact fact) {
        var release = Details.text(fact, "release");
        if (Details.text(fact, "what").equals("copy")) {
            return "Holds a copy of "
                    + release.substring(release.indexOf('/') + 1).replace("%40", "@")
                    + ": "
                    + fact.detail().get("functions")
                    + " functions are those of that release";
        }
        var version = Details.text(fact, "version");
        return "Holds a copy of "
                + fact.value()
                + (version.isEmpty() ? "" : " that calls itself " + version)
                + ", whose functions were not compared with any release";
    }

    private static List<Judgement> altered(Sighting sighting, Comparison comparison) {
        var fact = sighting.fact();
        // What the older version has as well was judged with it.
        if (comparison.hadFunction(fact)) {
            return List.of();
        }
        var acts = Details.is(fact, "acts");
        var release = Details.text(fact, "release");
        var title =
                "In the copy of "
                        + release.substring(release.indexOf('/') + 1).replace("%40", "@")
                        + " the function "
                        + fact.value().substring(fact.value().indexOf(' ') + 1)
                        + " is not the one of that release"
                        + (acts ? ", and it acts on the outside" : "");
        var change = comparison.basis() == Basis.PRESENCE ? Change.PRESENT : Change.ADDED;
        // One release alone leaves open that its neighbour has the function.
        var sure = fact.detail().get("compared") instanceof Integer count && count > 1;
        var severity = acts ? Severity.CRITICAL : sure ? Severity.MEDIUM : Severity.LOW;
        return List.of(Judgement.of(sighting, change, severity, title));
    }

    private static boolean isAltered(Fact fact) {
        return Details.text(fact, "what").equals("altered");
    }
}
