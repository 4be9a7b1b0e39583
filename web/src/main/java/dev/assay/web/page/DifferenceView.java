package dev.assay.web.page;

import dev.assay.inventory.release.Release;
import dev.assay.registry.vetting.Made;
import dev.assay.scanners.changes.FileDifference;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * The raw difference of one file.
 *
 * @param from the version compared with, null where there is none
 * @param note what is missing or why there is nothing, or null
 */
record DifferenceView(
        String file,
        String name,
        String version,
        @Nullable String from,
        String back,
        List<Line> lines,
        @Nullable String note) {

    /**
     * @param css {@code add}, {@code del}, {@code at} or {@code same}
     */
    record Line(String css, String text) {}

    static DifferenceView of(
            String file, Release release, @Nullable Release from, Made<FileDifference> made) {
        var difference =
                switch (made) {
                    case Made.Ready<FileDifference>(var value) -> value;
                    case Made.Working<FileDifference>() ->
                            new FileDifference(List.of(), "it is being made");
                    case Made.Failed<FileDifference>(var why) -> new FileDifference(List.of(), why);
                };
        return new DifferenceView(
                file,
                release.purl().packageName(),
                release.purl().exactVersion(),
                from == null ? null : from.purl().exactVersion(),
                ReleaseCode.base(release),
                difference.lines().stream().map(DifferenceView::line).toList(),
                difference.note());
    }

    private static Line line(String text) {
        if (text.startsWith("+++") || text.startsWith("---") || text.startsWith("@@")) {
            return new Line("at", text);
        }
        return new Line(text.startsWith("+") ? "add" : text.startsWith("-") ? "del" : "same", text);
    }
}
