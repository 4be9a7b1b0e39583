package dev.assay.scanners.detonation.sinkhole;

import java.util.concurrent.CompletableFuture;

/**
 * What all connections have in common.
 *
 * @param certificates there once the authority is
 */
record Shared(
        Journal journal,
        Names names,
        CompletableFuture<Certificates> certificates,
        Replies replies) {

    Limits limits() {
        return journal.limits();
    }
}
