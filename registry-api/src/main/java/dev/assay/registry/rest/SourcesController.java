package dev.assay.registry.rest;

import dev.assay.registry.vetting.ReportReader;
import dev.assay.scanners.source.SourceComparison;
import dev.assay.scanners.source.SourceOutcome;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

/** How a release compares with the source that it names. */
@RestController
final class SourcesController {

    /**
     * What came of it.
     *
     * @param state not looked at yet, compared, no repository, host not allowed, not reachable, no
     *     such version, not comparable, too large, or switched off
     * @param reason the same in a sentence
     * @param repository as HOST/OWNER/REPO; empty where none is named
     * @param tried the commits and tags that the repository does not have
     * @param comparison null unless it was compared
     */
    record SourceDocument(
            String state,
            String reason,
            String repository,
            List<String> tried,
            @Nullable SourceComparison comparison) {

        static SourceDocument of(SourceOutcome outcome) {
            return new SourceDocument(
                    outcome.state(),
                    outcome.summary(),
                    outcome.repository(),
                    outcome instanceof SourceOutcome.NoSuchVersion(var repository, var tried)
                            ? tried
                            : List.of(),
                    outcome instanceof SourceOutcome.Compared(var comparison) ? comparison : null);
        }
    }

    private final ReportReader reader;
    private final Reports reports;

    SourcesController(ReportReader reader, Reports reports) {
        this.reader = reader;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/source")
    SourceDocument source(@PathVariable String id) {
        return reader.source(reports.release(id).id())
                .map(SourceDocument::of)
                .orElseGet(
                        () ->
                                new SourceDocument(
                                        "not looked at yet",
                                        "it was not vetted since sources are compared",
                                        "",
                                        List.of(),
                                        null));
    }
}
