package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.LiveManifest;
import dev.assay.registry.vetting.Reruns;
import dev.assay.registry.vetting.RunComparisons;
import dev.assay.registry.vetting.Runs;
import dev.assay.registry.workflow.Deed;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.profile.Observed;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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

    /**
     * One of the runs of a release.
     *
     * @param askedBy who asked for it; null where it was run because it was vetted
     * @param said what was seen, or why it was not run
     * @param way how it was kept from doing harm, or null
     * @param manifest the digest of all that it listed, or null
     * @param document the digest of all that came of it
     * @param evidence the digest of all that was written down
     * @param joined whether its findings are part of the release's delta
     * @param findings those that are not: seen since it was approved, and not before
     */
    record RecordedDocument(
            Id id,
            Id release,
            String purl,
            int number,
            @Nullable String askedBy,
            Instant askedAt,
            @Nullable Instant endedAt,
            String state,
            String said,
            @Nullable Integer engine,
            @Nullable Integer tools,
            @Nullable Integer reached,
            @Nullable String way,
            @Nullable String manifest,
            @Nullable String document,
            @Nullable String evidence,
            boolean joined,
            List<Finding> findings) {}

    /**
     * One run with what was seen.
     *
     * @param manifest what it listed, pinned; null where it listed nothing
     */
    record SeenDocument(
            RecordedDocument run,
            @Nullable Observed observed,
            @Nullable ManifestDocument manifest) {}

    record ManifestDocument(
            @Nullable String sha256, List<PinDocument> tools, List<String> unlisted) {

        static ManifestDocument of(LiveManifest manifest) {
            return new ManifestDocument(
                    hex(manifest.sha256()),
                    manifest.tools().stream()
                            .map(
                                    each ->
                                            new PinDocument(
                                                    each.name(),
                                                    hex(each.sha256()),
                                                    each.found(),
                                                    each.differences()))
                            .toList(),
                    manifest.unlisted());
        }

        private static @Nullable String hex(@Nullable Sha256 digest) {
            return digest == null ? null : digest.hex();
        }
    }

    /**
     * A tool as it was listed.
     *
     * @param inCode whether its code was found to offer it
     * @param differences what is not as its code has it
     */
    record PinDocument(
            String name, @Nullable String sha256, boolean inCode, List<String> differences) {}

    /**
     * Two runs side by side.
     *
     * @param compared whether anything could be compared
     * @param same whether the two did the same, as far as both came
     * @param limits what one of them did not come to, or why nothing could be compared
     * @param findings what the newer one did and the older one did not
     */
    record ComparedDocument(
            RecordedDocument from,
            RecordedDocument to,
            boolean compared,
            boolean same,
            List<String> limits,
            List<Finding> findings) {}

    private final Runs runs;
    private final RunComparisons comparisons;
    private final Reruns reruns;
    private final AccountStore accounts;
    private final Reports reports;

    RunsController(
            Runs runs,
            RunComparisons comparisons,
            Reruns reruns,
            AccountStore accounts,
            Reports reports) {
        this.runs = runs;
        this.comparisons = comparisons;
        this.reruns = reruns;
        this.accounts = accounts;
        this.reports = reports;
    }

    @GetMapping("/api/v1/releases/{id}/runs")
    Map<String, List<RecordedDocument>> history(@PathVariable String id) {
        var release = reports.release(id);
        return Map.of(
                "runs",
                runs.history(release.id()).stream()
                        .map(each -> document(each, release.purl()))
                        .toList());
    }

    /** The body is empty JSON: see the filter chain for why there is one. */
    @PostMapping(path = "/api/v1/releases/{id}/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    RecordedDocument ask(
            Account account, @PathVariable String id, @RequestBody Map<String, Object> nothing) {
        var release = reports.release(id);
        return switch (reruns.ask(account, release.id())) {
            case Deed.Done<RecordedRun>(var run) -> document(run, release.purl());
            case Deed.Refused<RecordedRun>(var why) -> throw Problem.refused(why);
        };
    }

    @GetMapping("/api/v1/runs/{id}")
    SeenDocument one(@PathVariable String id) {
        var run = found(id);
        if (run.endedAt() == null) {
            return new SeenDocument(document(run), null, null);
        }
        var seen = runs.seen(run);
        return new SeenDocument(
                document(run),
                seen.observed(),
                seen.manifest() == null ? null : ManifestDocument.of(seen.manifest()));
    }

    @GetMapping(path = "/api/v1/runs/{id}/evidence", produces = MediaType.APPLICATION_JSON_VALUE)
    byte[] evidence(@PathVariable String id) {
        var run = found(id);
        return runs.evidence(run)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "Nothing was written down in this run: "
                                                + run.result().said()
                                                + ".",
                                        "GET /api/v1/runs/" + run.id() + " says how it ended."));
    }

    @GetMapping("/api/v1/comparisons/runs")
    ComparedDocument compare(@RequestParam String from, @RequestParam String to) {
        var older = side(from);
        var newer = side(to);
        var compared =
                comparisons
                        .compare(older, newer)
                        .orElseThrow(
                                () ->
                                        Problem.invalid(
                                                older.name()
                                                        + " and "
                                                        + newer.name()
                                                        + " are of different servers.",
                                                "Name two runs of versions of one server."));
        return new ComparedDocument(
                document(older.run(), older.release().purl()),
                document(newer.run(), newer.release().purl()),
                compared.compared(),
                compared.same(),
                compared.limits(),
                compared.findings());
    }

    private RunComparisons.Side side(String id) {
        var run = found(id);
        return comparisons
                .side(run.id())
                .orElseThrow(
                        () ->
                                Problem.refused(
                                        "Run "
                                                + run.number()
                                                + " has not ended; wait until it has."));
    }

    private RecordedRun found(String id) {
        return Id.parse(id)
                .flatMap(runs::find)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "No run has the id '" + id + "'.",
                                        "GET /api/v1/releases/{id}/runs lists those of a"
                                                + " release."));
    }

    private RecordedDocument document(RecordedRun run) {
        return document(run, reports.release(run.releaseId().value()).purl());
    }

    private RecordedDocument document(RecordedRun run, Purl purl) {
        var result = run.result();
        return new RecordedDocument(
                run.id(),
                run.releaseId(),
                purl.toString(),
                run.number(),
                run.askedBy() == null
                        ? null
                        : accounts.find(run.askedBy()).map(Account::login).orElse("unknown"),
                run.askedAt(),
                run.endedAt(),
                run.state().words(),
                result.said(),
                result.engine(),
                result.tools(),
                result.reached(),
                result.way(),
                result.manifest() == null ? null : result.manifest().hex(),
                result.document() == null ? null : result.document().hex(),
                result.evidence() == null ? null : result.evidence().hex(),
                run.joined(),
                run.findings());
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
