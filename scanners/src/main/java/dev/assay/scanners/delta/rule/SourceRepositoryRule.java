package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.util.ArrayList;
import java.util.List;

/**
 * Another source repository, or the same address with another repository behind it: a name that was
 * given up can be taken by somebody else, its number cannot.
 */
final class SourceRepositoryRule implements PublisherRule {

    @Override
    public String id() {
        return "source-repository";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PUBLISHER_CHANGED;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var judgements = new ArrayList<Judgement>();
        var before = publishing.before();
        if (before == null) {
            return judgements;
        }
        var then = before.signatures().build().orElse(null);
        var now = publishing.now().signatures().build().orElse(null);
        if (then != null && now != null) {
            if (!now.repository().equals(then.repository())) {
                var moved =
                        !now.repositoryId().isEmpty()
                                && now.repositoryId().equals(then.repositoryId());
                judgements.add(
                        judgement(
                                Change.CHANGED,
                                moved ? Severity.LOW : Severity.HIGH,
                                now.repository(),
                                (moved
                                                ? "The repository it is built from was renamed: "
                                                : "It is built from another repository: ")
                                        + now.repository()
                                        + ", before "
                                        + then.repository()));
            } else if (!now.repositoryId().equals(then.repositoryId())) {
                judgements.add(
                        judgement(
                                Change.CHANGED,
                                Severity.HIGH,
                                now.repository(),
                                "The address of the repository is the same, and another repository"
                                        + " is behind it: number "
                                        + now.repositoryId()
                                        + ", before "
                                        + then.repositoryId()));
            }
            return judgements;
        }
        var own = publishing.publication().orElse(null);
        var other = publishing.compared().orElse(null);
        if (own != null
                && other != null
                && other.repository() != null
                && !other.repository().equals(own.repository())) {
            judgements.add(
                    judgement(
                            Change.CHANGED,
                            Severity.MEDIUM,
                            own.repository() == null ? "no repository" : own.repository(),
                            "The manifest names "
                                    + (own.repository() == null
                                            ? "no source repository any more"
                                            : "another source repository: " + own.repository())
                                    + ", before "
                                    + other.repository()));
        }
        return judgements;
    }
}
