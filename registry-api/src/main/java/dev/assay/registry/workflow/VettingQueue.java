package dev.assay.registry.workflow;

import dev.assay.inventory.store.Id;

/** Where the workflow hands releases over to be vetted. */
public interface VettingQueue {

    /**
     * Has a release vetted: the stages that are missing, then every review that waits. Called
     * within the transaction that makes it necessary, so that both happen or neither; asking twice
     * is asking once.
     */
    void start(Id release);
}
