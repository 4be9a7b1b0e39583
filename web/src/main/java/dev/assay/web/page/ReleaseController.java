package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Emergencies;
import dev.assay.registry.workflow.RestartOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.scanners.coordinates.Sha256;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.util.Optional;

@Controller
final class ReleaseController {

    private final ReleasePage page;
    private final Workflow workflow;
    private final Emergencies emergencies;
    private final ReviewStore reviews;
    private final GateAddress gate;

    ReleaseController(
            ReleasePage page,
            Workflow workflow,
            Emergencies emergencies,
            ReviewStore reviews,
            GateAddress gate) {
        this.emergencies = emergencies;
        this.page = page;
        this.workflow = workflow;
        this.reviews = reviews;
        this.gate = gate;
    }

    /** What the form sends; what it leaves out is empty. */
    record Form(
            @Nullable String kind,
            @Nullable String review,
            @Nullable String snapshot,
            @Nullable String stage,
            @Nullable String reason,
            @Nullable String role,
            @Nullable String days,
            @Nullable String conditions,
            @Nullable String suggestion,
            @Nullable String hours) {

        ReleasePage.Attempt attempt(String problem) {
            return new ReleasePage.Attempt(
                    problem,
                    given(reason),
                    given(stage),
                    given(days),
                    given(conditions),
                    given(suggestion));
        }

        Ballot ballot() {
            return new Ballot(
                    ReleaseController.snapshot(this),
                    ReleaseController.stage(given(stage)),
                    given(reason),
                    constant(Role.values(), given(role)).orElse(null),
                    number(days),
                    given(conditions).lines().toList());
        }
    }

    @GetMapping("/releases/{id}")
    String release(
            Account account,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String review,
            HttpServletRequest request,
            Model model) {
        var refused = ExceptionsController.flash(model, "bad");
        return show(
                account,
                id(id),
                review,
                refused == null ? null : ReleasePage.Attempt.of(refused),
                request,
                model);
    }

    @GetMapping("/releases/{id}/progress")
    @Nullable String progress(@PathVariable String id, Model model, HttpServletResponse response) {
        var steps = page.progress(id(id));
        if (steps.isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return null;
        }
        model.addAttribute("steps", steps.get());
        return "steps";
    }

    @PostMapping("/releases/{id}/vettings")
    String vetAgain(
            Account account,
            @PathVariable String id,
            RedirectAttributes told,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var release = id(id);
        return switch (workflow.vetAgain(account, release)) {
            case RestartOutcome.Restarted(var now) -> {
                told.addFlashAttribute("told", "It is being vetted again, from the start.");
                yield "redirect:/releases/" + release;
            }
            case RestartOutcome.Refused(var why) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield show(
                        account,
                        release,
                        null,
                        ReleasePage.Attempt.of(sentence(why)),
                        request,
                        model);
            }
        };
    }

    @PostMapping("/releases/{id}/decisions")
    String decide(
            Account account,
            @PathVariable String id,
            Form form,
            RedirectAttributes told,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        var release = id(id);
        return switch (decided(account, release, form)) {
            case DecisionOutcome.Decided(var decision, var now) -> {
                told.addFlashAttribute(
                        "told", "You " + Words.of(decision.kind()) + " it. " + after(decision));
                yield "redirect:/releases/" + release;
            }
            case DecisionOutcome.Voted(var vote, var text) -> {
                told.addFlashAttribute("told", "Your vote is " + text + ".");
                yield "redirect:/releases/" + release;
            }
            case DecisionOutcome.Recorded(var decision, var text) -> {
                told.addFlashAttribute("told", "Your decision is " + text + ".");
                yield "redirect:/releases/" + release;
            }
            case DecisionOutcome.Refused(var why) -> {
                response.setStatus(HttpStatus.CONFLICT.value());
                yield show(
                        account,
                        release,
                        form.review(),
                        form.attempt(sentence(why)),
                        request,
                        model);
            }
        };
    }

    private DecisionOutcome decided(Account account, Id release, Form form) {
        var reason = given(form.reason());
        return switch (kind(given(form.kind()))) {
            case APPROVE -> workflow.approve(account, review(release, form), form.ballot());
            case REJECT ->
                    workflow.reject(account, review(release, form), reason, form.suggestion());
            case WITHDRAW -> throw malformed();
            case BREAK_GLASS ->
                    emergencies.open(
                            account,
                            release,
                            stage(given(form.stage())),
                            number(form.hours()),
                            reason);
            case SUSPEND -> workflow.suspend(account, release, reason);
            case LIFT -> workflow.lift(account, release, reason);
            case REVOKE -> workflow.revoke(account, release, reason);
        };
    }

    private String show(
            Account account,
            Id release,
            @Nullable String review,
            ReleasePage.@Nullable Attempt attempt,
            HttpServletRequest request,
            Model model) {
        var told = model.getAttribute("told");
        var wanted =
                new ReleasePage.Wanted(
                        account,
                        Id.parse(given(review)).orElse(null),
                        each -> gate.command(request, each),
                        attempt,
                        told == null ? null : told.toString());
        model.addAttribute("view", page.view(release, wanted).orElseThrow(ReleaseController::none));
        return "release";
    }

    private Id review(Id release, Form form) {
        return Id.parse(given(form.review()))
                .flatMap(reviews::review)
                .filter(found -> found.releaseId().equals(release))
                .map(Review::id)
                .orElseThrow(ReleaseController::malformed);
    }

    private static Sha256 snapshot(Form form) {
        try {
            return new Sha256(given(form.snapshot()));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Decision.Kind kind(String word) {
        return constant(Decision.Kind.values(), word).orElseThrow(ReleaseController::malformed);
    }

    private static Stage stage(String word) {
        return constant(Stage.values(), word).orElseThrow(ReleaseController::malformed);
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String word) {
        for (var each : constants) {
            if (each.name().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String after(Decision decision) {
        return switch (decision.kind()) {
            case APPROVE -> "The gate serves it from now on.";
            case REJECT -> "The gate goes on refusing it.";
            case SUSPEND -> "The gate refuses it until two reviewers have lifted that.";
            case LIFT -> "The gate serves it again.";
            case REVOKE -> "The gate refuses it for good.";
            case WITHDRAW -> "Nobody decides about it.";
            case BREAK_GLASS ->
                    "The gate serves it for hours, everybody sees that, and somebody else has to"
                            + " look at it afterwards.";
        };
    }

    /** What is no number is none, and the workflow says so. */
    private static @Nullable Integer number(@Nullable String text) {
        var digits = given(text).strip();
        if (digits.isEmpty()) {
            return null;
        }
        return digits.matches("\\d{1,6}") ? Integer.valueOf(digits) : Integer.valueOf(0);
    }

    static String sentence(String text) {
        return text.isEmpty()
                ? text
                : Character.toUpperCase(text.charAt(0))
                        + text.substring(1)
                        + (text.endsWith(".") ? "" : ".");
    }

    private static Id id(String text) {
        return Id.parse(text).orElseThrow(ReleaseController::none);
    }

    private static String given(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ResponseStatusException none() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }

    /** Our own form never sends this. */
    private static ResponseStatusException malformed() {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST);
    }
}
