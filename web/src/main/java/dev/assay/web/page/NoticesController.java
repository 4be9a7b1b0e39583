package dev.assay.web.page;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.notice.Delivery;
import dev.assay.inventory.notice.NoticeStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The deliveries of notices, for administrators. */
@Controller
final class NoticesController {

    private static final int MOST = 200;

    private final NoticeStore notices;
    private final AuditTrail audit;
    private final Deeds deeds;

    NoticesController(NoticeStore notices, AuditTrail audit, Deeds deeds) {
        this.notices = notices;
        this.audit = audit;
        this.deeds = deeds;
    }

    @GetMapping("/notices")
    String notices(Model model) {
        var told = model.getAttribute("told");
        model.addAttribute(
                "view",
                new NoticesView(
                        notices.latest(MOST).stream().map(NoticesController::row).toList(),
                        told == null ? null : told.toString()));
        return "notices";
    }

    @PostMapping("/notices/{id}/revive")
    String revive(Account account, @PathVariable String id, RedirectAttributes told) {
        var delivery =
                Id.parse(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var revived =
                deeds.whole(
                        () -> {
                            var done = notices.revive(delivery);
                            if (done) {
                                audit.append(account.login(), "notice.revived", id, "tried again");
                            }
                            return done;
                        });
        told.addFlashAttribute("told", revived ? "It is tried again." : "It is not given up.");
        return "redirect:/notices";
    }

    private static NoticesView.Row row(Delivery delivery) {
        var waiting = delivery.state() == Delivery.State.WAITING;
        return new NoticesView.Row(
                delivery.id().value(),
                delivery.notice().event().type(),
                delivery.notice().subject(),
                delivery.channel(),
                delivery.target(),
                switch (delivery.state()) {
                    case WAITING -> delivery.tries() == 0 ? "waiting" : "to be tried again";
                    case DELIVERED -> "delivered";
                    case DEAD -> "given up";
                },
                delivery.tries(),
                delivery.notice().at(),
                waiting ? delivery.nextTryAt() : null,
                delivery.problem());
    }
}
