package dev.assay.registry.workflow;

import dev.assay.inventory.review.Decision;
import dev.assay.inventory.store.Id;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;
import java.util.function.Supplier;

/** Deeds happen whole or not at all, and are announced once they have happened. */
public final class Deeds {

    private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);

    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final Checkpoint checkpoint;

    public Deeds(
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Checkpoint checkpoint) {
        this.transactions = transactions;
        this.events = events;
        this.checkpoint = checkpoint;
    }

    /** Does something in one transaction, which is on disk when this returns. */
    public <T> T whole(Supplier<T> deed) {
        var result =
                Objects.requireNonNull(transactions.execute(status -> deed.get()), "no result");
        checkpoint.take();
        return result;
    }

    /** Does something in one transaction, which is on disk when this returns. */
    public void run(Runnable deed) {
        transactions.executeWithoutResult(status -> deed.run());
        checkpoint.take();
    }

    /** Has whoever writes something beside an approval write it in the running transaction. */
    public void approved(Decision decision) {
        events.publishEvent(new ApprovalTaken(decision));
        announce(decision.releaseId());
    }

    /** Has {@link ApprovalsChanged} published once the running transaction is committed. */
    public void announce(Id release) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        try {
                            events.publishEvent(new ApprovalsChanged(release));
                        } catch (RuntimeException e) {
                            // The deed is done, and whoever did it must not be told otherwise.
                            LOG.error("a listener failed on a change of release {}", release, e);
                        }
                    }
                });
    }
}
