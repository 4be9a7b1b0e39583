package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What runs on installation, before anybody has looked (signals HOOK-NPM, HOOK-NPM-CHANGED). The
 * same command with other files behind it is another hook.
 */
final class InstallHookRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.INSTALL_HOOK;
    }

    @Override
    public String key(Fact fact) {
        return Details.text(fact, "hook");
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return one(sighting, Change.REMOVED, Severity.INFO, "Installing no longer runs: ");
        }
        var onlyFromGit = Details.text(sighting.fact(), "when").equals("git");
        if (comparison.basis() != Basis.CHANGE) {
            var change = comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
            return onlyFromGit
                    ? one(sighting, change, Severity.INFO, "Installing from git runs: ")
                    : one(sighting, change, Severity.HIGH, "Installing this package runs: ");
        }
        var files = HookFiles.of(sighting, comparison);
        if (sighting.before().isEmpty()) {
            return onlyFromGit
                    ? one(sighting, Change.ADDED, Severity.LOW, "Installing from git now runs: ")
                    : List.of(
                            armed(
                                    judgement(
                                            sighting,
                                            Change.ADDED,
                                            Severity.CRITICAL,
                                            "Installing now runs: "),
                                    files,
                                    sighting));
        }
        return changed(sighting, comparison, onlyFromGit, files);
    }

    private static List<Judgement> changed(
            Sighting sighting, Comparison comparison, boolean onlyFromGit, HookFiles files) {
        var earlier = Details.text(sighting.earlier(), "command");
        if (!earlier.equals(Details.text(sighting.fact(), "command"))) {
            var severity = onlyFromGit ? Severity.LOW : Severity.CRITICAL;
            var judgement =
                    judgement(
                            sighting,
                            Change.CHANGED,
                            severity,
                            "Installing runs another command: ");
            return List.of(armed(judgement, files, sighting).with("earlierCommand", earlier));
        }
        if (files.changed().isEmpty()) {
            return List.of();
        }
        if (!files.armed().isEmpty() && !onlyFromGit) {
            var judgement =
                    judgement(
                            sighting,
                            Change.CHANGED,
                            Severity.CRITICAL,
                            "The install command is the same, but runs other files: ");
            return List.of(armed(withFiles(judgement, files, sighting), files, sighting));
        }
        var cosmetic =
                files.changed().stream()
                        .allMatch(
                                file ->
                                        files.restamped().contains(file)
                                                || comparison.hasFunctions(file)
                                                        && !comparison.hasNewFunction(file));
        var severity = cosmetic || onlyFromGit ? Severity.LOW : Severity.HIGH;
        var title =
                cosmetic
                        ? files.restamped().containsAll(files.changed())
                                ? "Files behind an install hook differ in dates and versions alone: "
                                : "Files behind an install hook differ, though none of their functions does: "
                        : "The install command is the same, but files it runs with changed: ";
        return List.of(
                withFiles(judgement(sighting, Change.CHANGED, severity, title), files, sighting));
    }

    private static Judgement withFiles(Judgement judgement, HookFiles files, Sighting sighting) {
        var facts = new ArrayList<>(judgement.facts());
        files.changed().forEach(file -> facts.add(at(sighting.fact(), file)));
        return new Judgement(
                        judgement.kind(),
                        judgement.change(),
                        judgement.severity(),
                        judgement.value(),
                        "closure",
                        judgement.title(),
                        facts,
                        judgement.detail())
                .with("changedFiles", files.changed());
    }

    private static Judgement armed(Judgement judgement, HookFiles files, Sighting sighting) {
        if (files.armed().isEmpty()) {
            return judgement;
        }
        var facts = new ArrayList<>(judgement.facts());
        files.armed().stream()
                .filter(file -> facts.stream().noneMatch(fact -> fact.at().file().equals(file)))
                .forEach(file -> facts.add(at(sighting.fact(), file)));
        return new Judgement(
                        judgement.kind(),
                        judgement.change(),
                        judgement.severity(),
                        judgement.value(),
                        judgement.discriminator(),
                        judgement.title() + files.armedWords(),
                        facts,
                        judgement.detail())
                .with("armedFiles", files.armed());
    }

    private static Fact at(Fact hook, String file) {
        var place = new Evidence(hook.at().packageUrl(), file, 1, 1, null, "");
        return new Fact(hook.kind(), hook.value(), null, true, hook.via(), place, Map.of());
    }

    private static List<Judgement> one(
            Sighting sighting, Change change, Severity severity, String words) {
        return List.of(judgement(sighting, change, severity, words));
    }

    private static Judgement judgement(
            Sighting sighting, Change change, Severity severity, String words) {
        return Judgement.of(sighting, change, severity, words + sighting.value());
    }
}
