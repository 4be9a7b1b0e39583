package dev.assay.registry.rest;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.vetting.ChangesReader;
import dev.assay.registry.vetting.Made;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.Map;

/** What a reviewer reads of a release, and of any two. */
@RestController
final class ChangesController {

    private final Reports reports;
    private final ReleaseStore releases;
    private final ChangesReader reader;

    ChangesController(Reports reports, ReleaseStore releases, ChangesReader reader) {
        this.reports = reports;
        this.releases = releases;
        this.reader = reader;
    }

    @GetMapping("/api/v1/releases/{id}/changes")
    ResponseEntity<Object> changes(@PathVariable String id) {
        return answer(reader.changes(reports.release(id)));
    }

    @GetMapping("/api/v1/releases/{id}/difference")
    ResponseEntity<Object> difference(
            @PathVariable String id,
            @RequestParam String file,
            @RequestParam(required = false) @Nullable String from)
            throws InterruptedException {
        var release = reports.release(id);
        var before = from == null ? reader.baseline(release).orElse(null) : named("from", from);
        return answer(reader.difference(before, release, file));
    }

    @GetMapping("/api/v1/comparisons")
    ResponseEntity<Object> compared(@RequestParam String from, @RequestParam String to) {
        return answer(reader.compared(named("from", from), named("to", to)));
    }

    private Release named(String parameter, String purl) {
        try {
            return releases.find(Purl.parse(purl))
                    .orElseThrow(
                            () ->
                                    Problem.notFound(
                                            "No release is " + purl + ".",
                                            "GET /api/v1/releases lists those there are."));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(
                    "'" + parameter + "' is no package URL: " + e.getMessage(),
                    "Write it as in pkg:npm/%40scope/name@1.2.3.");
        }
    }

    private static <T> ResponseEntity<Object> answer(Made<T> made) {
        return switch (made) {
            case Made.Ready<T>(var value) -> ResponseEntity.ok(value);
            case Made.Working<T>() ->
                    ResponseEntity.status(HttpStatus.ACCEPTED)
                            .header("Retry-After", "2")
                            .body(Map.of("state", "working"));
            case Made.Failed<T>(var why) -> throw Problem.refused(why);
        };
    }
}
