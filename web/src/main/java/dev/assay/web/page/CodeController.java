package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.LineComment;
import dev.assay.inventory.store.Id;
import dev.assay.registry.vetting.ChangesReader;
import dev.assay.registry.vetting.Made;
import dev.assay.registry.workflow.CommentOutcome;
import dev.assay.registry.workflow.Comments;
import dev.assay.scanners.changes.ChangedCode.Line;
import dev.assay.scanners.changes.ChangedCode.Side;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The parts of a release's page that are about its code. */
@Controller
final class CodeController {

    private final ReleaseStore releases;
    private final ChangesReader reader;
    private final ReleasePage page;
    private final ReleaseCode code;
    private final Comments comments;

    CodeController(
            ReleaseStore releases,
            ChangesReader reader,
            ReleasePage page,
            ReleaseCode code,
            Comments comments) {
        this.releases = releases;
        this.reader = reader;
        this.page = page;
        this.code = code;
        this.comments = comments;
    }

    /** Where a page waits for the code: nothing once it is there, which has the page load again. */
    @GetMapping("/releases/{id}/changes")
    @Nullable String changes(
            @PathVariable String id,
            @RequestHeader(name = "X-Progress", required = false) @Nullable String progress,
            Model model,
            HttpServletResponse response) {
        var release = release(id);
        return switch (reader.changes(release)) {
            case Made.Ready<?> ready -> done(progress, "/releases/" + release.id(), response);
            case Made.Working<?> working ->
                    waiting(
                            "The changed code is being cut out",
                            "/releases/" + release.id(),
                            null,
                            progress,
                            model);
            case Made.Failed<?>(var why) ->
                    waiting(
                            "The changed code cannot be shown",
                            "/releases/" + release.id(),
                            why,
                            progress,
                            model);
        };
    }

    @GetMapping("/releases/{id}/functions/{index}")
    String function(
            Account account,
            @PathVariable String id,
            @PathVariable int index,
            @RequestHeader(name = "X-Progress", required = false) @Nullable String progress,
            Model model) {
        var release = release(id);
        var function =
                code.kept(release)
                        .flatMap(
                                changes ->
                                        code.function(
                                                account,
                                                release,
                                                changes,
                                                page.shown(release.id()).orElse(null),
                                                index))
                        .orElseThrow(CodeController::none);
        model.addAttribute("function", function);
        model.addAttribute("title", release.purl().packageName());
        model.addAttribute("back", ReleaseCode.base(release));
        return progress == null ? "codefunctionpage" : "codebody";
    }

    @GetMapping("/releases/{id}/difference")
    String difference(@PathVariable String id, @RequestParam String file, Model model)
            throws InterruptedException {
        var release = release(id);
        var from = reader.baseline(release).orElse(null);
        var made = reader.difference(from, release, file);
        model.addAttribute("view", DifferenceView.of(file, release, from, made));
        return "difference";
    }

    @PostMapping("/releases/{id}/comments")
    String comment(
            Account account,
            @PathVariable String id,
            @RequestParam int function,
            @RequestParam int line,
            @RequestParam String text,
            RedirectAttributes told) {
        var release = release(id);
        var place = place(release, function, line);
        switch (comments.write(account, release, place, text)) {
            case CommentOutcome.Written written ->
                    told.addFlashAttribute("told", "Your comment stands at its line.");
            case CommentOutcome.Refused(var reason) ->
                    told.addFlashAttribute("told", "Nothing was written: " + reason + ".");
        }
        return "redirect:/releases/" + release.id() + "#f" + function;
    }

    /** The line that a reader sees under a number. */
    private LineComment.Place place(Release release, int index, int number) {
        var changes = code.kept(release).orElseThrow(CodeController::none);
        var cut = changes.code();
        if (cut == null || index < 0 || index >= cut.functions().size()) {
            throw none();
        }
        var function = cut.functions().get(index);
        var side = function.shown();
        var line = line(side, number, function.reflowed());
        return new LineComment.Place(
                function.print(),
                side.name().length() <= 300 ? side.name() : side.name().substring(0, 300),
                side.file(),
                line.number(),
                line.column(),
                line.text());
    }

    private static Line line(Side side, int number, boolean counted) {
        for (var index = 0; index < side.lines().size(); index++) {
            var line = side.lines().get(index);
            if (counted ? index + 1 == number : line.number() == number) {
                return line;
            }
        }
        throw new ResponseStatusException(
                HttpStatus.BAD_REQUEST, "the function has no line " + number);
    }

    static @Nullable String done(
            @Nullable String progress, String target, HttpServletResponse response) {
        if (progress == null) {
            return "redirect:" + target;
        }
        response.setStatus(HttpStatus.NO_CONTENT.value());
        return null;
    }

    static String waiting(
            String title,
            String back,
            @Nullable String why,
            @Nullable String progress,
            Model model) {
        model.addAttribute("view", new WaitView(title, back, why));
        return progress == null ? "wait" : "waitline";
    }

    private Release release(String id) {
        return Id.parse(id).flatMap(releases::find).orElseThrow(CodeController::none);
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
