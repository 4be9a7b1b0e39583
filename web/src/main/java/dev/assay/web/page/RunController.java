package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.run.RecordedRun;
import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.Reruns;
import dev.assay.registry.vetting.RunComparisons;
import dev.assay.registry.vetting.Runs;
import dev.assay.registry.workflow.Deed;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.List;
import java.util.Map;

/** What the runs of a release left behind, and the button that has it run once more. */
@Controller
final class RunController {

    private final Runs runs;
    private final RunViews views;
    private final Reruns reruns;
    private final RunComparisons comparisons;
    private final FindingViews findings;

    RunController(
            Runs runs,
            RunViews views,
            Reruns reruns,
            RunComparisons comparisons,
            FindingViews findings) {
        this.comparisons = comparisons;
        this.findings = findings;
        this.runs = runs;
        this.views = views;
        this.reruns = reruns;
    }

    @PostMapping("/releases/{id}/runs")
    String ask(Account account, @PathVariable String id, RedirectAttributes told) {
        var release = Id.parse(id).orElseThrow(RunController::none);
        switch (reruns.ask(account, release)) {
            case Deed.Done<RecordedRun>(var run) ->
                    told.addFlashAttribute(
                            "told",
                            "It is being run again. What comes of it stands under Seen running.");
            case Deed.Refused<RecordedRun>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
        return "redirect:/releases/" + release + "#run";
    }

    @GetMapping("/compare/runs")
    String compare(@RequestParam String from, @RequestParam String to, Model model) {
        var older = side(from);
        var newer = side(to);
        var compared = comparisons.compare(older, newer).orElseThrow(RunController::none);
        model.addAttribute(
                "view",
                new RunsComparedView(
                        newer.release().purl().packageName(),
                        older.name(),
                        newer.name(),
                        "/releases/" + older.release().id() + "#run",
                        "/releases/" + newer.release().id() + "#run",
                        compared.compared(),
                        compared.limits(),
                        findings.of(
                                compared.findings(), newer.release().purl().toString(), Map.of())));
        return "runscompared";
    }

    private RunComparisons.Side side(String run) {
        return Id.parse(run).flatMap(comparisons::side).orElseThrow(RunController::none);
    }

    /** What is being done, for a page that waits; empty once it is done. */
    @GetMapping("/releases/{id}/run-progress")
    @Nullable String progress(@PathVariable String id, Model model, HttpServletResponse response) {
        var working = views.working(Id.parse(id).orElseThrow(RunController::none));
        if (working.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        model.addAttribute("steps", List.of(new ReleaseView.Step("run", "now", working.get())));
        return "steps";
    }

    /** Of the newest run, or of the one that is named by its number. */
    @GetMapping("/releases/{id}/run")
    ResponseEntity<byte[]> evidence(
            @PathVariable String id, @RequestParam(required = false) @Nullable Integer number) {
        var release = Id.parse(id).orElseThrow(RunController::none);
        var evidence =
                (number == null
                                ? runs.evidence(release)
                                : runs.history(release).stream()
                                        .filter(each -> each.number() == number)
                                        .findFirst()
                                        .flatMap(runs::evidence))
                        .orElseThrow(RunController::none);
        // It holds texts of strangers, which no browser should show as a page of ours.
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"run-" + release + ".json\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(evidence);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
