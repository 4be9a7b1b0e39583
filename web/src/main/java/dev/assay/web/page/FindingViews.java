package dev.assay.web.page;

import dev.assay.scanners.finding.CallPath;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.report.KindWords;
import dev.assay.scanners.report.RulePages;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns findings into what the page shows of them. */
@Component
final class FindingViews {

    private static final int PLACES_SHOWN = 3;
    private static final int LONGEST_DETAIL = 600;

    /**
     * @param accepted how it stands with accepting each, by id
     */
    List<FindingView> of(
            List<Finding> findings, String release, Map<String, FindingView.Acceptance> accepted) {
        return findings.stream().map(finding -> of(finding, release, accepted)).toList();
    }

    FindingView of(Finding finding, String release, Map<String, FindingView.Acceptance> accepted) {
        var places =
                finding.evidence().stream()
                        .map(evidence -> place(evidence, finding.value(), release))
                        .toList();
        var shown = Math.min(PLACES_SHOWN, places.size());
        return new FindingView(
                finding.id(),
                Words.of(finding.severity()),
                finding.kind().wireName(),
                RulePages.of(finding.kind()).isPresent()
                        ? "/rules/" + finding.kind().wireName()
                        : null,
                Words.of(finding.change()),
                finding.title(),
                finding.value(),
                saysMore(finding),
                finding.reachable(),
                Words.of(finding.via()),
                KindWords.why(finding.kind()),
                path(finding),
                places.subList(0, shown),
                places.subList(shown, places.size()),
                detail(finding.detail()),
                accepted.get(finding.id()));
    }

    /** Whether the value is worth a line beside the title. */
    private static boolean saysMore(Finding finding) {
        return finding.kind() != FindingKind.COVERAGE && !finding.title().contains(finding.value());
    }

    private static FindingView.Place place(Evidence evidence, String value, String release) {
        return new FindingView.Place(
                evidence.packageUrl().equals(release) ? null : evidence.packageUrl(),
                evidence.file(),
                position(evidence),
                evidence.function(),
                Excerpt.parts(evidence.excerpt(), value, evidence.mark()));
    }

    private static FindingView.@Nullable Path path(Finding finding) {
        var path = CallPath.in(finding.detail());
        if (path == null) {
            return null;
        }
        var steps = path.steps().stream().map(FindingViews::step).toList();
        var first = path.omitted() > 0 ? CallPath.FIRST_STEPS : steps.size();
        return new FindingView.Path(
                path.beginning(),
                steps.subList(0, first),
                path.omitted(),
                steps.subList(first, steps.size()),
                path.end(),
                path.missing());
    }

    private static FindingView.Path.Step step(CallPath.Step step) {
        return new FindingView.Path.Step(
                step.function(),
                step.line() > 0 ? step.file() + ":" + step.line() : step.file(),
                step.sure());
    }

    private static String position(Evidence evidence) {
        if (evidence.line() == 0) {
            return "";
        }
        return evidence.column() == 0
                ? ":" + evidence.line()
                : ":" + evidence.line() + ":" + evidence.column();
    }

    private static List<FindingView.Entry> detail(Map<String, Object> detail) {
        return detail.entrySet().stream()
                .filter(each -> !each.getKey().equals(CallPath.KEY))
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new FindingView.Entry(each.getKey(), text(each.getValue())))
                .toList();
    }

    private static String text(Object value) {
        var text =
                value instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining("\n"))
                        : String.valueOf(value);
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
