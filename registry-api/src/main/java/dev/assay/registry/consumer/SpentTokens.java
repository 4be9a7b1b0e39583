package dev.assay.registry.consumer;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Has the token made anew that a consumer used for one grant, where its profile says so; until that
 * is signed off it is granted nothing else.
 */
final class SpentTokens {

    private static final String RULE = "spent:";

    private final TaskStore tasks;
    private final AuditTrail audit;
    private final Clock clock;

    SpentTokens(TaskStore tasks, AuditTrail audit, Clock clock) {
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    /** A grant that held has ended. Callers hold the transaction. */
    void after(Consumer consumer, Grant ended) {
        var profile = ConsumerProfiles.builtIn().of(consumer);
        if (ended.given() == null || profile.filter(ConsumerProfile::rotateAfter).isEmpty()) {
            return;
        }
        var task =
                new NewTask(
                        RULE + ended.id() + ":" + consumer.id(),
                        TaskKind.ROTATE_CREDENTIAL,
                        ended.packagePurl().toString(),
                        null,
                        "Make the token anew that "
                                + consumer.name()
                                + " used for "
                                + ended.tool()
                                + " of "
                                + ended.packagePurl().packageName()
                                + " in "
                                + ended.environment().words()
                                + (consumer.identity().isEmpty()
                                        ? ""
                                        : ", as " + consumer.identity())
                                + "; that grant has ended",
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        Role.SECURITY,
                        consumer.ownerId());
        if (tasks.open(task)) {
            audit.append(
                    AuditTrail.SERVICE,
                    "task.opened",
                    task.subject(),
                    task.title() + "; due on " + task.due());
        }
    }

    /**
     * Why a consumer is granted nothing more at the moment.
     *
     * @param others its other grants
     */
    Optional<String> hindrance(Consumer consumer, List<Grant> others) {
        var profile = ConsumerProfiles.builtIn().of(consumer).orElse(null);
        if (profile == null || !profile.oneGrant()) {
            return Optional.empty();
        }
        var held =
                others.stream()
                        .filter(
                                each ->
                                        each.state() == Grant.State.GRANTED
                                                || each.state() == Grant.State.ASKED)
                        .findFirst();
        if (held.isPresent()) {
            return Optional.of(
                    consumer.name()
                            + " is held to the profile "
                            + profile.id()
                            + ", one grant at a time, and "
                            + held.get().tool()
                            + " is "
                            + held.get().state().words());
        }
        return owed(consumer)
                .map(
                        task ->
                                consumer.name()
                                        + " is held to the profile "
                                        + profile.id()
                                        + ", and its token has to be made anew first: sign off '"
                                        + task.title()
                                        + "'");
    }

    private Optional<Task> owed(Consumer consumer) {
        return tasks.open().stream()
                .filter(
                        each ->
                                each.key().startsWith(RULE)
                                        && each.key().endsWith(":" + consumer.id()))
                .findFirst();
    }
}
