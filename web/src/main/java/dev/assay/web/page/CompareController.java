package dev.assay.web.page;

import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.vetting.ChangesReader;
import dev.assay.registry.vetting.Made;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.scanners.changes.FileDifference;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.coordinates.Purl;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Compares any two releases that are known here. */
@Controller
final class CompareController {

    private final ReleaseStore releases;
    private final ClosureStore closures;
    private final ChangesReader reader;
    private final ReportReader records;
    private final ReportViews reports;
    private final CodeViews codes;

    CompareController(
            ReleaseStore releases,
            ClosureStore closures,
            ChangesReader reader,
            ReportReader records,
            ReportViews reports,
            CodeViews codes) {
        this.releases = releases;
        this.closures = closures;
        this.reader = reader;
        this.records = records;
        this.reports = reports;
        this.codes = codes;
    }

    @GetMapping("/compare")
    @Nullable String compare(
            @RequestParam String from,
            @RequestParam String to,
            @RequestHeader(name = "X-Progress", required = false) @Nullable String progress,
            Model model,
            HttpServletResponse response) {
        var older = release(from);
        var newer = release(to);
        var title =
                newer.purl().packageName()
                        + " "
                        + older.purl().exactVersion()
                        + " and "
                        + newer.purl().exactVersion();
        return switch (reader.compared(older, newer)) {
            case Made.Ready<ChangesReader.Compared>(var compared) -> {
                if (progress != null) {
                    yield CodeController.done(progress, "", response);
                }
                model.addAttribute("view", view(older, newer, compared));
                yield "compare";
            }
            case Made.Working<ChangesReader.Compared>() ->
                    CodeController.waiting(
                            "Comparing " + title,
                            "/compare?" + query(older, newer),
                            null,
                            progress,
                            model);
            case Made.Failed<ChangesReader.Compared>(var why) ->
                    CodeController.waiting(
                            title + " cannot be compared",
                            ReleaseCode.base(newer),
                            why,
                            progress,
                            model);
        };
    }

    @GetMapping("/compare/functions/{index}")
    String function(
            @PathVariable int index,
            @RequestParam String from,
            @RequestParam String to,
            @RequestHeader(name = "X-Progress", required = false) @Nullable String progress,
            Model model) {
        var older = release(from);
        var newer = release(to);
        if (!(reader.compared(older, newer)
                instanceof Made.Ready<ChangesReader.Compared>(var compared))) {
            throw none();
        }
        model.addAttribute(
                "function",
                codes.one(material(older, newer, compared), index)
                        .orElseThrow(CompareController::none));
        model.addAttribute("title", newer.purl().packageName());
        model.addAttribute("back", "/compare?" + query(older, newer));
        return progress == null ? "codefunctionpage" : "codebody";
    }

    @GetMapping("/compare/difference")
    String difference(
            @RequestParam String file,
            @RequestParam String from,
            @RequestParam String to,
            Model model)
            throws InterruptedException {
        var older = release(from);
        var newer = release(to);
        Made<FileDifference> made = reader.difference(older, newer, file);
        model.addAttribute("view", DifferenceView.of(file, newer, older, made));
        return "difference";
    }

    private CompareView view(Release older, Release newer, ChangesReader.Compared compared) {
        var material =
                new ReportViews.Material(
                        compared.delta(),
                        compared.delta().verdict(),
                        List.of(),
                        null,
                        List.of(),
                        closure(older),
                        closure(newer),
                        records.publishing(older.id()).orElse(null),
                        records.publishing(newer.id()).orElse(null),
                        compared.changes(),
                        List.of(),
                        Map.of());
        return new CompareView(
                newer.purl().packageName(),
                older.purl().exactVersion(),
                newer.purl().exactVersion(),
                ReleaseCode.base(older),
                ReleaseCode.base(newer),
                reports.of(material, newer.purl().toString()),
                codes.of(material(older, newer, compared)));
    }

    private static CodeViews.Material material(
            Release older, Release newer, ChangesReader.Compared compared) {
        return new CodeViews.Material(
                "/compare",
                query(older, newer),
                compared.changes(),
                compared.delta().findings(),
                List.of(),
                null,
                false);
    }

    private Closure closure(Release release) {
        return new Closure(release.purl(), closures.packages(release.id()));
    }

    static String query(Release older, Release newer) {
        return "from=" + encoded(older) + "&to=" + encoded(newer);
    }

    private static String encoded(Release release) {
        return URLEncoder.encode(release.purl().toString(), StandardCharsets.UTF_8);
    }

    private Release release(String purl) {
        try {
            return releases.find(Purl.parse(purl)).orElseThrow(CompareController::none);
        } catch (IllegalArgumentException e) {
            throw none();
        }
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
