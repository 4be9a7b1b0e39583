package dev.assay.registry.rest;

import dev.assay.inventory.fetch.FetchStore;
import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.reach.Reaches;
import dev.assay.registry.rest.Documents.IncidentDocument;
import dev.assay.registry.rest.Documents.SightingDocument;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;
import java.util.Map;

@RestController
final class FetchController {

    static final int MOST = 1000;

    private final FetchStore fetches;
    private final ReleaseStore releases;
    private final OutsideFetchStore outside;
    private final Reports reports;
    private final Reaches reaches;

    FetchController(
            FetchStore fetches,
            ReleaseStore releases,
            OutsideFetchStore outside,
            Reports reports,
            Reaches reaches) {
        this.reports = reports;
        this.reaches = reaches;
        this.outside = outside;
        this.fetches = fetches;
        this.releases = releases;
    }

    /** What was refused and nobody has asked for, last seen first. */
    @GetMapping("/api/v1/sightings")
    Map<String, List<SightingDocument>> sightings(@RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid(
                    "'limit' is " + limit + ".", "Use a number from 1 to " + MOST + ".");
        }
        return Map.of(
                "sightings",
                fetches.sightings(limit).stream()
                        .filter(each -> releases.find(each.purl()).isEmpty())
                        .map(SightingDocument::of)
                        .toList());
    }

    /** What was passed on although it belongs to no closure, last fetched first. */
    @GetMapping("/api/v1/outside")
    Map<String, List<OutsideFetch>> outside() {
        return Map.of("outside", outside.latest(MOST));
    }

    /** Who was given a release, and what it could touch there. */
    @GetMapping("/api/v1/releases/{id}/fetches")
    ReachDocument fetches(
            @PathVariable String id,
            @RequestParam(defaultValue = "0") int skip,
            @RequestParam(defaultValue = "100") int limit)
            throws InterruptedException {
        if (limit < 1 || limit > MOST || skip < 0) {
            throw Problem.invalid(
                    "'limit' is " + limit + " and 'skip' is " + skip + ".",
                    "Use a limit from 1 to " + MOST + ", and skip 0 or more.");
        }
        return ReachDocument.of(reaches.of(reports.release(id), skip, limit));
    }

    @GetMapping("/api/v1/incidents")
    Map<String, List<IncidentDocument>> incidents() {
        return Map.of("incidents", fetches.incidents().stream().map(IncidentDocument::of).toList());
    }
}
