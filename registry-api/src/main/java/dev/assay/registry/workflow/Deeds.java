package dev.assay.registry.workflow;

import dev.assay.inventory.store.Id;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.Objects;
import java.util.function.Supplier;

/** Deeds happen whole or not at all, and are announced once they have happened. */
public final class Deeds {

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
                        events.publishEvent(new ApprovalsChanged(release));
                    }
                });
    }
}
