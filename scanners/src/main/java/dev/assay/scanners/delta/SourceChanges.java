package dev.assay.scanners.delta;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.publisher.SourceHistory;
import dev.assay.scanners.publisher.SourceHistory.Commit;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is to be said of the commits between two versions that are published as commits: who made
 * them, whether history was rewritten, whether they are signed no longer. Pure; names are claims.
 */
final class SourceChanges {

    private static final int MOST_NAMED = 10;

    private final String purl;
    private final String earlier;
    private final SourceHistory before;
    private final SourceHistory now;
    private final List<Finding> findings = new ArrayList<>();

    private SourceChanges(String purl, String earlier, SourceHistory before, SourceHistory now) {
        this.purl = purl;
        this.earlier = earlier;
        this.before = before;
        this.now = now;
    }

    static List<Finding> of(String purl, @Nullable Publishing before, Publishing now) {
        var source = now.source();
        if (source == null) {
            return List.of();
        }
        var earlier = before == null ? null : before.source();
        var changes =
                new SourceChanges(
                        purl,
                        before == null ? "" : before.version(),
                        earlier == null ? SourceHistory.unknown("") : earlier,
                        source);
        if (earlier != null) {
            changes.judge();
        }
        return changes.findings;
    }

    private void judge() {
        var problem = now.problem() == null ? before.problem() : now.problem();
        if (problem != null || now.commits().isEmpty() || before.commits().isEmpty()) {
            tell(
                    FindingKind.PUBLISHER_CHANGED,
                    Severity.MEDIUM,
                    "history",
                    "Which commits led here from "
                            + earlier
                            + " could not be found out: "
                            + problem);
            return;
        }
        var old = before.commits().getFirst();
        var ids = now.commits().stream().map(Commit::id).collect(Collectors.toSet());
        if (!ids.contains(old.id())) {
            tell(
                    FindingKind.PUBLISHER_CHANGED,
                    Severity.HIGH,
                    "rewritten history",
                    now.whole()
                            ? "The commit of "
                                    + earlier
                                    + " is no ancestor of this one: history was rewritten, or this"
                                    + " is another branch"
                            : "The commit of "
                                    + earlier
                                    + " is not among the nearest "
                                    + now.commits().size()
                                    + " ancestors of this one");
        }
        var known = before.commits().stream().map(Commit::id).collect(Collectors.toSet());
        var between = now.commits().stream().filter(each -> !known.contains(each.id())).toList();
        authors(between);
        signatures(old, between);
    }

    private void authors(List<Commit> between) {
        var knownPeople = people(before.commits());
        var fresh = new TreeSet<>(people(between));
        fresh.removeAll(knownPeople);
        if (fresh.isEmpty()) {
            return;
        }
        tell(
                FindingKind.PUBLISHER_CHANGED,
                Severity.MEDIUM,
                "commits by " + String.join(", ", fresh.stream().limit(MOST_NAMED).toList()),
                between.size()
                        + " commits since "
                        + earlier
                        + ", some by people who made none before (as the commits say): "
                        + fresh.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (fresh.size() > MOST_NAMED
                                ? " and " + (fresh.size() - MOST_NAMED) + " more"
                                : ""));
    }

    private static Set<String> people(List<Commit> commits) {
        var people = new LinkedHashSet<String>();
        for (var each : commits) {
            people.add(each.author());
            people.add(each.committer());
        }
        return people;
    }

    private void signatures(Commit old, List<Commit> between) {
        var own = now.commits().getFirst();
        if (old.signed()
                && !own.signed()
                && !(before.signature() instanceof Outcome.Verified<KeyClaims>)) {
            tell(
                    FindingKind.PROVENANCE_LOST,
                    Severity.HIGH,
                    "signature",
                    "The commit of "
                            + earlier
                            + " carries a signature, and this one carries none; "
                            + between.stream().filter(each -> !each.signed()).count()
                            + " of "
                            + between.size()
                            + " commits since are unsigned");
        }
    }

    private void tell(FindingKind kind, Severity severity, String value, String title) {
        findings.add(
                new Finding(
                        Findings.id(kind, Change.CHANGED, value, "source-history"),
                        kind,
                        Change.CHANGED,
                        severity,
                        value,
                        title,
                        true,
                        Via.PLAIN,
                        List.of(new Evidence(purl, ".git/assay.json", 0, 0, null, "")),
                        Map.of("rule", "source-history")));
    }
}
