package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Many versions at once from a package that takes its time: a worm publishes until it is stopped,
 * and somebody who tries out what gets through does too.
 */
final class BurstRule implements PublisherRule {

    private static final Duration AT_ONCE = Duration.ofHours(1);
    private static final int MANY = 4;
    private static final Duration USUALLY = Duration.ofDays(1);
    private static final int ENOUGH_TO_KNOW = 4;

    @Override
    public String id() {
        return "burst";
    }

    @Override
    public FindingKind kind() {
        return FindingKind.PUBLISHER_CHANGED;
    }

    @Override
    public List<Judgement> judge(PublisherCase publishing) {
        var at = publishing.at();
        if (at == null) {
            return List.of();
        }
        var dated = new ArrayList<Instant>();
        for (var each : publishing.now().history().publications()) {
            var then = each.at();
            if (then != null && !then.isAfter(at)) {
                dated.add(then);
            }
        }
        var start = at.minus(AT_ONCE);
        var burst = dated.stream().filter(each -> each.isAfter(start)).count();
        var gaps = new ArrayList<Duration>();
        for (var i = 1; i < dated.size(); i++) {
            if (!dated.get(i).isAfter(start)) {
                gaps.add(Duration.between(dated.get(i - 1), dated.get(i)));
            }
        }
        gaps.sort(null);
        if (burst < MANY
                || gaps.size() < ENOUGH_TO_KNOW
                || gaps.get(gaps.size() / 2).compareTo(USUALLY) < 0) {
            return List.of();
        }
        return List.of(
                judgement(
                        publishing.change(),
                        Severity.MEDIUM,
                        burst + " versions",
                        "By the registry's times "
                                + burst
                                + " versions appeared within an hour, of a package whose versions"
                                + " are usually "
                                + gaps.get(gaps.size() / 2).toDays()
                                + " days apart"));
    }
}
