package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.Drill;
import dev.assay.registry.drill.DrillOutcome;
import dev.assay.registry.drill.Drills;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Rehearsals of a revocation. */
@RestController
final class DrillsController {

    private static final int MOST = 200;

    private final Drills drills;
    private final AccountStore accounts;

    DrillsController(Drills drills, AccountStore accounts) {
        this.drills = drills;
        this.accounts = accounts;
    }

    record DrillWish(@Nullable String note) {}

    record DrillDocument(
            Id id,
            Instant at,
            String by,
            Id release,
            @Nullable Id task,
            @Nullable Long millis,
            int asked,
            String answer) {}

    @GetMapping("/api/v1/drills")
    Map<String, List<DrillDocument>> drills() {
        return Map.of("drills", drills.latest(MOST).stream().map(this::document).toList());
    }

    @PostMapping(path = "/api/v1/drills", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    DrillDocument hold(Account account, @RequestBody DrillWish wish) throws InterruptedException {
        return switch (drills.hold(account, wish.note() == null ? "" : wish.note())) {
            case DrillOutcome.Held(var drill, var signedOff) -> document(drill);
            case DrillOutcome.Refused(var why) -> throw Problem.refused(why);
        };
    }

    private DrillDocument document(Drill drill) {
        return new DrillDocument(
                drill.id(),
                drill.beganAt(),
                accounts.find(drill.accountId()).map(Account::login).orElse("unknown"),
                drill.releaseId(),
                drill.taskId(),
                drill.millis(),
                drill.asked(),
                drill.answer());
    }
}
