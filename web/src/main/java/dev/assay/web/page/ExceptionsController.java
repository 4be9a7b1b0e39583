package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Emergencies;
import dev.assay.registry.workflow.Waivers;
import dev.assay.registry.workflow.Workflow;

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

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** Waivers, break-glass and tiers. What is refused is told on the page it was tried from. */
@Controller
final class ExceptionsController {

    private final ExceptionsPage page;
    private final Waivers waivers;
    private final Emergencies emergencies;
    private final Workflow workflow;
    private final ReviewStore reviews;
    private final Clock clock;

    ExceptionsController(
            ExceptionsPage page,
            Waivers waivers,
            Emergencies emergencies,
            Workflow workflow,
            ReviewStore reviews,
            Clock clock) {
        this.clock = clock;
        this.page = page;
        this.waivers = waivers;
        this.emergencies = emergencies;
        this.workflow = workflow;
        this.reviews = reviews;
    }

    @GetMapping("/exceptions")
    String exceptions(Account account, Model model) {
        model.addAttribute("view", page.view(account, flash(model, "told"), flash(model, "bad")));
        return "exceptions";
    }

    @PostMapping("/releases/{id}/waivers")
    String ask(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String target,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String control,
            @RequestParam(defaultValue = "") String days,
            @RequestParam(defaultValue = "") String until,
            RedirectAttributes told) {
        var wish =
                new Waivers.Wish(
                        target, reason, control, until.isBlank() ? number(days) : days(until));
        tell(
                waivers.ask(account, id(id), wish),
                "Your waiver is asked for; a reviewer answers it.",
                told);
        return "redirect:/releases/" + id(id);
    }

    /** A day as a form gives it; 0 for anything else, which is refused with the range. */
    private Integer days(String until) {
        try {
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            var days = ChronoUnit.DAYS.between(today, LocalDate.parse(until.strip()));
            return days < 1 || days > Integer.MAX_VALUE ? 0 : (int) days;
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    @PostMapping("/waivers/{id}/decisions")
    String answer(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String days,
            RedirectAttributes told) {
        var answer =
                Arrays.stream(Waivers.Answer.values())
                        .filter(each -> each.name().equals(kind))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        var done =
                switch (answer) {
                    case GRANT -> "The waiver is granted. It ends by itself.";
                    case REFUSE -> "The waiver is refused.";
                    case END -> "The waiver is ended; what it covered blocks again.";
                };
        tell(waivers.decide(account, id(id), answer, reason, number(days)), done, told);
        return "redirect:/exceptions";
    }

    @PostMapping("/break-glass/{id}/post-review")
    String close(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String text,
            RedirectAttributes told) {
        Deed<BreakGlass> deed = emergencies.close(account, id(id), text);
        tell(deed, "Your post-review is on record, and nothing is owed any more.", told);
        return "redirect:/exceptions";
    }

    @PostMapping("/reviews/{id}/tier")
    String changeTier(
            Account account,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String tier,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes told) {
        var review =
                reviews.review(id(id))
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var wanted =
                Arrays.stream(Tier.values())
                        .filter(each -> each.words().equals(tier))
                        .findFirst()
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        tell(
                workflow.changeTier(account, review.id(), wanted, reason),
                "Its tier is " + wanted.words() + " now.",
                told);
        return "redirect:/releases/" + review.releaseId() + "?review=" + review.id();
    }

    private static void tell(Deed<?> deed, String done, RedirectAttributes told) {
        switch (deed) {
            case Deed.Done<?> ok -> told.addFlashAttribute("told", done);
            case Deed.Refused<?>(var why) ->
                    told.addFlashAttribute("bad", ReleaseController.sentence(why));
        }
    }

    static @Nullable String flash(Model model, String name) {
        var said = model.getAttribute(name);
        return said == null ? null : said.toString();
    }

    private static @Nullable Integer number(String text) {
        var digits = text.strip();
        if (digits.isEmpty()) {
            return null;
        }
        return digits.matches("\\d{1,6}") ? Integer.valueOf(digits) : Integer.valueOf(0);
    }

    private static Id id(String text) {
        return Id.parse(text).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
