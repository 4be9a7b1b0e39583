package dev.assay.web.page;

import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceOutcome;

import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;

/** How a release compares with the source that it names, for its page. */
@Component
final class SourceViews {

    /** So many rows say what there is to say; REST has all that is kept. */
    private static final int MOST = 50;

    private final ReportReader reader;

    SourceViews(ReportReader reader) {
        this.reader = reader;
    }

    SourceView of(Id release) {
        return reader.source(release)
                .map(SourceViews::view)
                .orElseGet(
                        () ->
                                new SourceView(
                                        "not looked at",
                                        "",
                                        "It was not vetted since sources are compared.",
                                        List.of(),
                                        List.of(),
                                        List.of()));
    }

    private static SourceView view(SourceOutcome outcome) {
        if (outcome instanceof SourceOutcome.Compared(var comparison)) {
            return compared(comparison);
        }
        var tried =
                outcome instanceof SourceOutcome.NoSuchVersion(var repository, var names)
                        ? names
                        : List.<String>of();
        return new SourceView(
                outcome.state(), "medium", outcome.summary(), List.of(), List.of(), tried);
    }

    private static SourceView compared(SourceComparison comparison) {
        var counts = comparison.counts();
        var numbers =
                List.of(
                        new SourceView.Number(
                                "files that are in it as they are", counts.identical()),
                        new SourceView.Number(
                                "files that differ in line ends alone", counts.lineEnds()),
                        new SourceView.Number("files that it has otherwise", counts.altered()),
                        new SourceView.Number("files that a build made", counts.built()),
                        new SourceView.Number("files that packaging tools made", counts.made()),
                        new SourceView.Number("files of code from nowhere", counts.unknownFiles()),
                        new SourceView.Number("other files from nowhere", counts.others()),
                        new SourceView.Number(
                                "files that could not be compared", counts.notCompared()),
                        new SourceView.Number("functions that it has", counts.same()),
                        new SourceView.Number(
                                "functions that it has under other names", counts.rebuilt()),
                        new SourceView.Number("functions made of its words alone", counts.worded()),
                        new SourceView.Number(
                                "functions of known dependencies", counts.dependencies()),
                        new SourceView.Number("functions from nowhere", counts.unknownFunctions()));
        return new SourceView(
                comparison.matches() ? "matches its source" : "holds what its source does not",
                comparison.matches() ? "good" : "high",
                "Compared with "
                        + comparison.repository()
                        + (comparison.directory().isEmpty() ? "" : ", " + comparison.directory())
                        + " at commit "
                        + comparison.commit()
                        + ", by "
                        + comparison.foundBy()
                        + (comparison.isProven() ? "." : ", which nobody has proven."),
                numbers.stream().filter(each -> each.count() > 0).toList(),
                places(comparison),
                List.of());
    }

    private static List<SourceView.Place> places(SourceComparison comparison) {
        var places = new ArrayList<SourceView.Place>();
        for (var each : comparison.unknownFunctions()) {
            places.add(
                    new SourceView.Place(
                            each.path() + ":" + each.at(),
                            each.name().isEmpty() ? "code" : each.name(),
                            each.text()));
        }
        for (var each : comparison.unknownFiles()) {
            places.add(
                    new SourceView.Place(
                            each.path(),
                            each.runs() ? "a file that runs" : "a file that nothing leads to",
                            each.why()));
        }
        for (var each : comparison.fields()) {
            places.add(
                    new SourceView.Place("package.json:" + each.line(), each.name(), each.here()));
        }
        for (var each : comparison.notCompared()) {
            places.add(new SourceView.Place(each.path(), "not compared", each.why()));
        }
        return places.subList(0, Math.min(MOST, places.size()));
    }
}
