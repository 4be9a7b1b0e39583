package dev.assay.registry.workflow;

import dev.assay.inventory.store.Id;

import java.util.Objects;

/**
 * What is served, or what is said about what is not, may have changed. Published after the change
 * was committed, on the thread that made it: listeners are quick and throw nothing.
 *
 * @param release the release it is about
 */
public record ApprovalsChanged(Id release) {

    public ApprovalsChanged {
        Objects.requireNonNull(release, "release is null");
    }
}
