package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.source.SourceOutcome;

import java.util.List;

/** A repository that does not hold the version. */
final class SourceVersionRule implements SourceRule {

    @Override
    public FindingKind kind() {
        return FindingKind.SOURCE_VERSION;
    }

    @Override
    public List<Judgement> judge(SourceCase source) {
        if (!(source.now() instanceof SourceOutcome.NoSuchVersion(var repository, var tried))) {
            return List.of();
        }
        // Many projects set no tags; a commit that is named and is not there is another matter.
        var isNamed = tried.stream().anyMatch(each -> each.startsWith("commit "));
        return List.of(
                judgement(
                        source.change(),
                        isNamed ? Severity.MEDIUM : Severity.LOW,
                        repository,
                        "The repository "
                                + repository
                                + " does not hold this version: it has none of "
                                + String.join(", ", tried),
                        List.of(source.at(kind(), "package.json", 0, null, true, ""))));
    }
}
