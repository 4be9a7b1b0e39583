package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.List;
import java.util.Set;

/**
 * Programs that are started, told apart by program (signals CAP-EXEC, CAP-SELF-UPDATE). One that
 * fetches code and runs it brings a package that nobody has vetted.
 */
final class ProcessSpawnRule extends CapabilityRule {

    private static final Set<String> DOWNLOADERS =
            Set.of(
                    "npx", "pnpx", "bunx", "uvx", "pipx", "curl", "wget", "npm", "pnpm", "yarn",
                    "pip");

    ProcessSpawnRule() {
        super(FindingKind.PROCESS_SPAWN);
    }

    @Override
    List<Judgement> added(Sighting sighting, Comparison comparison) {
        return one(sighting, Change.ADDED, Severity.HIGH, "Now " + doing(sighting.fact()));
    }

    @Override
    List<Judgement> again(Sighting sighting, Comparison comparison) {
        return one(
                sighting, Change.CHANGED, Severity.LOW, "From new code " + doing(sighting.fact()));
    }

    @Override
    List<Judgement> present(Sighting sighting, Comparison comparison, Change change) {
        var severity = downloads(sighting.fact()) ? Severity.MEDIUM : Severity.LOW;
        return one(sighting, change, severity, "It " + doing(sighting.fact()));
    }

    private static boolean downloads(Fact fact) {
        var program = fact.value().substring(fact.value().lastIndexOf('/') + 1);
        return DOWNLOADERS.contains(program) || Details.is(fact, "downloads");
    }

    private static String doing(Fact fact) {
        if (downloads(fact)) {
            return "starts " + fact.value() + ", which can download code and run it";
        }
        return Details.is(fact, "dynamic")
                ? "starts a program that is decided while it runs"
                : "starts the program " + fact.value();
    }
}
