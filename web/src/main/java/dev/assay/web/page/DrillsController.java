package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.task.Drill;
import dev.assay.registry.drill.DrillOutcome;
import dev.assay.registry.drill.Drills;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import java.time.ZoneOffset;

/** Rehearsals of a revocation, and what they measured. */
@Controller("drillPages")
final class DrillsController {

    private static final int MOST = 100;

    private final Drills drills;
    private final People people;

    DrillsController(Drills drills, People people) {
        this.drills = drills;
        this.people = people;
    }

    @GetMapping("/drills")
    String drills(Account reader, Model model) {
        var held = drills.latest(MOST);
        var mayHold = reader.has(Role.SECURITY);
        var owed = mayHold ? drills.owed(reader).orElse(null) : null;
        var told = model.getAttribute("told");
        var problem = model.getAttribute("problem");
        model.addAttribute(
                "view",
                new DrillsView(
                        held.stream().map(this::row).toList(),
                        mayHold,
                        owed == null ? null : owed.title(),
                        owed == null
                                ? null
                                : Words.day(owed.due().atStartOfDay(ZoneOffset.UTC).toInstant()),
                        held.stream()
                                .mapToLong(each -> each.millis() == null ? 0 : each.millis())
                                .max()
                                .orElse(0),
                        told == null ? null : told.toString(),
                        problem == null ? null : problem.toString()));
        return "drills";
    }

    @PostMapping("/drills")
    String hold(
            Account account, @RequestParam(defaultValue = "") String note, RedirectAttributes told)
            throws InterruptedException {
        switch (drills.hold(account, note)) {
            case DrillOutcome.Refused(var why) -> told.addFlashAttribute("problem", why + ".");
            case DrillOutcome.Held(var drill, var signedOff) ->
                    told.addFlashAttribute(
                            drill.millis() == null ? "problem" : "told",
                            "The drill was held: "
                                    + Drills.words(drill)
                                    + (signedOff ? ". It is signed off." : "."));
        }
        return "redirect:/drills";
    }

    private DrillsView.Row row(Drill drill) {
        return new DrillsView.Row(
                drill.beganAt(),
                people.name(drill.accountId()),
                "/releases/" + drill.releaseId(),
                drill.millis(),
                drill.asked(),
                drill.answer(),
                drill.taskId() != null);
    }
}
