package dev.assay.registry.drill;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.task.Drill;
import dev.assay.inventory.task.DrillStore;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.registry.reminder.SignOff;
import dev.assay.registry.reminder.TaskDesk;
import dev.assay.registry.reminder.TaskOutcome;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Workflow;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Rehearses a revocation: a release without content is put at the gate, fetched, revoked as any
 * other is, and asked for until the gate refuses. What is measured is the time from the revocation
 * to the end of the first refusal, by the clock that never jumps.
 */
public final class Drills {

    private static final Duration UNTIL_SERVED = Duration.ofSeconds(10);
    private static final Duration UNTIL_REFUSED = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 2;

    private final ProbeRelease probes;
    private final GateProbe gate;
    private final Workflow workflow;
    private final Tokens tokens;
    private final boolean needsToken;
    private final DrillStore drills;
    private final TaskDesk desk;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Drills(
            ProbeRelease probes,
            GateProbe gate,
            Workflow workflow,
            Tokens tokens,
            boolean needsToken,
            DrillStore drills,
            TaskDesk desk,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.probes = probes;
        this.gate = gate;
        this.workflow = workflow;
        this.tokens = tokens;
        this.needsToken = needsToken;
        this.drills = drills;
        this.desk = desk;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    /** Newest first. */
    public List<Drill> latest(int most) {
        return drills.latest(most);
    }

    /** The drill that somebody owes first. */
    public Optional<Task> owed(Account account) {
        return desk.open(account).stream()
                .filter(task -> task.kind() == TaskKind.DRILL_REVOCATION)
                .filter(task -> TaskDesk.concerns(account, task))
                .findFirst();
    }

    /**
     * Holds one, now. Where a drill is owed and this one was measured, it is signed off.
     *
     * @param note what else was done and found; may be empty
     */
    public DrillOutcome hold(Account account, String note) throws InterruptedException {
        if (!account.has(Role.SECURITY)) {
            return new DrillOutcome.Refused("a drill revokes, which is for security to do");
        }
        if (note.length() > 2000) {
            return new DrillOutcome.Refused("the note has at most 2000 characters");
        }
        if (!oneAtATime.tryLock()) {
            return new DrillOutcome.Refused("another drill is being held just now");
        }
        try {
            return held(account, note.strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the drill's release could not be kept", e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private DrillOutcome held(Account account, String note)
            throws IOException, InterruptedException {
        var task = owed(account).orElse(null);
        var began = clock.instant();
        var release = probes.make(account.login());
        var token = needsToken ? token(account) : null;
        Measured measured;
        try {
            measured = measure(account, release, token == null ? null : token.secret());
        } finally {
            if (token != null) {
                tokens.revoke(account, token.token().id());
            }
        }
        var drill =
                new Drill(
                        Id.random(),
                        release.id(),
                        account.id(),
                        task == null ? null : task.id(),
                        began,
                        measured.millis(),
                        measured.asked(),
                        measured.text());
        deeds.run(
                () -> {
                    drills.add(drill);
                    audit.append(
                            account.login(),
                            measured.millis() == null ? "drill.failed" : "drill.held",
                            release.purl().toString(),
                            words(drill));
                });
        var millis = measured.millis();
        var signed =
                task != null
                        && millis != null
                        && desk.sign(
                                        account,
                                        task.id(),
                                        new SignOff(
                                                words(drill) + (note.isEmpty() ? "" : ". " + note),
                                                millis / 1000.0,
                                                null))
                                instanceof TaskOutcome.Done;
        return new DrillOutcome.Held(drill, signed);
    }

    /** What a drill showed, in one sentence without its full stop. */
    public static String words(Drill drill) {
        return drill.millis() == null
                ? "not measured: " + drill.answer()
                : "the gate refused "
                        + drill.millis()
                        + " ms after the revocation, asked "
                        + (drill.asked() == 1 ? "once" : drill.asked() + " times");
    }

    private record Measured(@Nullable Long millis, int asked, String text) {}

    private Measured measure(Account account, Release release, @Nullable String token)
            throws InterruptedException {
        var served = untilServed(release, token);
        if (!served.served()) {
            revoke(account, release);
            return new Measured(null, 0, "the gate did not serve it before: " + served.text());
        }
        var start = System.nanoTime();
        var refusal = revoke(account, release);
        if (refusal != null) {
            return new Measured(null, 0, "it could not be revoked: " + refusal);
        }
        var asked = 0;
        GateProbe.Answer answer;
        do {
            answer = gate.ask(release, token);
            asked++;
            if (answer.refused()) {
                return new Measured((System.nanoTime() - start) / 1_000_000, asked, answer.text());
            }
            Thread.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() - start < UNTIL_REFUSED.toNanos());
        return new Measured(
                null, asked, "the gate has not refused it for a minute: " + answer.text());
    }

    private GateProbe.Answer untilServed(Release release, @Nullable String token)
            throws InterruptedException {
        var start = System.nanoTime();
        var answer = gate.ask(release, token);
        while (!answer.served() && System.nanoTime() - start < UNTIL_SERVED.toNanos()) {
            Thread.sleep(50);
            answer = gate.ask(release, token);
        }
        return answer;
    }

    private @Nullable String revoke(Account account, Release release) {
        return workflow.revoke(account, release.id(), "the rehearsal of a revocation")
                        instanceof DecisionOutcome.Refused(var why)
                ? why
                : null;
    }

    private TokenOutcome.@Nullable Made token(Account account) {
        return tokens.make(
                                account,
                                account.login(),
                                "a rehearsal",
                                EnumSet.of(TokenScope.GATE_READ),
                                Stage.PRODUCTION,
                                1)
                        instanceof TokenOutcome.Made made
                ? made
                : null;
    }
}
