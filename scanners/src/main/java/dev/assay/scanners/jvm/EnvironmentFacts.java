package dev.assay.scanners.jvm;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;

import java.util.LinkedHashMap;
import java.util.Map;

/** Variables of the environment by name, and what becomes of all of them together. */
final class EnvironmentFacts {

    private final Report report;

    EnvironmentFacts(Report report) {
        this.report = report;
    }

    void look(Site site) {
        if (site.owner().equals("java/lang/System") && site.name().equals("getenv")) {
            if (!site.args().isEmpty()) {
                named(site, site.arg(0));
            }
            return;
        }
        if (isEnvironment(site.receiver())) {
            switch (site.name()) {
                case "get", "getOrDefault", "containsKey" -> named(site, site.arg(0));
                case "size", "isEmpty", "hashCode" -> {}
                default -> whole(site.at(), Excerpts.of(site), "listed");
            }
        }
        for (var arg : site.args()) {
            if (isEnvironment(arg)) {
                whole(
                        site.at(),
                        Excerpts.of(site),
                        isChild(site) ? "passed to child" : "handed to " + site.title());
            }
        }
    }

    /** {@code builder.environment().putAll(System.getenv())}. */
    private static boolean isChild(Site site) {
        var heap = site.receiver().heap();
        return heap != null && heap.type().equals("java/lang/ProcessBuilder")
                || site.owner().equals("java/lang/Runtime");
    }

    private static boolean isEnvironment(Val value) {
        return value.heap() != null && value.heap().type().equals(Machine.ENVIRONMENT);
    }

    void stored(Origin at, String name, Val value) {
        if (isEnvironment(value)) {
            whole(at, name + " = System.getenv()", "stored");
        }
    }

    void returned(Val value, Activation activation) {
        if (isEnvironment(value) && value.heap() != null) {
            whole(value.heap().made(), "return System.getenv()", "returned");
        }
    }

    private void named(Site site, Val name) {
        if (name.texts().isEmpty()) {
            report.add(
                    FindingKind.ENV_ACCESS, "*", Via.PLAIN, site, Map.of("how", "computed name"));
        }
        for (var text : name.texts()) {
            if (text.isWhole()) {
                report.add(FindingKind.ENV_ACCESS, text.text(), text.via(), site, Map.of());
            } else {
                report.add(
                        FindingKind.ENV_ACCESS,
                        "*",
                        Via.PLAIN,
                        site,
                        Map.of("how", "computed name"));
            }
        }
    }

    private void whole(Origin at, String excerpt, String how) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("how", how);
        if (how.equals("passed to child")) {
            detail.put("passedToChild", true);
        }
        report.add(FindingKind.ENV_ACCESS, "*", Via.PLAIN, at, at, excerpt, detail);
    }
}
