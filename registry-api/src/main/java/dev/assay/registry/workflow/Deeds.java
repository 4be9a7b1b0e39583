package dev.assay.registry.workflow;

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

    public Deeds(TransactionTemplate transactions, ApplicationEventPublisher events) {
        this.transactions = transactions;
        this.events = events;
    }

    /** Does something in one transaction. */
    public <T> T whole(Supplier<T> deed) {
        return Objects.requireNonNull(transactions.execute(status -> deed.get()), "no result");
    }

    /** Does something in one transaction. */
    public void run(Runnable deed) {
        transactions.executeWithoutResult(status -> deed.run());
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
