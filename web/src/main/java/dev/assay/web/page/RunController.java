package dev.assay.web.page;

import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.Runs;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** What the runs of a release left behind. */
@Controller
final class RunController {

    private final Runs runs;

    RunController(Runs runs) {
        this.runs = runs;
    }

    @GetMapping("/releases/{id}/run")
    ResponseEntity<byte[]> evidence(@PathVariable String id) {
        var evidence =
                Id.parse(id)
                        .flatMap(runs::evidence)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        // It holds texts of strangers, which no browser should show as a page of ours.
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"run-" + Id.parse(id).orElseThrow() + ".json\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(evidence);
    }
}
