package dev.assay.registry.rest;

import dev.assay.registry.vetting.Runs;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.Locale;

/** What a release was seen to do. */
@RestController
final class RunsController {

    /**
     * What came of running it.
     *
     * @param state not run, driven, not ready or not started
     * @param reason why it was not run or not driven; empty where it was
     * @param observed null unless it was run
     */
    record RunDocument(String state, String reason, @Nullable Observed observed) {

        static RunDocument of(Runs.Run run) {
            var observed = run.observed();
            return observed == null
                    ? new RunDocument("not run", run.reason() == null ? "" : run.reason(), null)
                    : new RunDocument(
                            observed.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            observed.problem() == null ? "" : observed.problem(),
                            observed);
        }
    }

    private final Runs runs;
    private final Reports reports;

    RunsController(Runs runs, Reports reports) {
        this.runs = runs;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/run")
    RunDocument run(@PathVariable String id) {
        return runs.of(reports.release(id).id())
                .map(RunDocument::of)
                .orElseGet(
                        () ->
                                new RunDocument(
                                        "not run",
                                        "it was not vetted since servers are run",
                                        null));
    }
}
