package dev.assay.registry.gate;

import dev.assay.inventory.fetchlog.FetchLog;

import org.jspecify.annotations.Nullable;

/** Whether this node's gate can do what it is there for. */
public final class GateHealth {

    private final Snapshots snapshots;
    private final FetchLog log;

    GateHealth(Snapshots snapshots, FetchLog log) {
        this.snapshots = snapshots;
        this.log = log;
    }

    /**
     * Why a load balancer is to ask another node, for people; null where this one serves. That the
     * database is away is no reason: what is approved is served.
     */
    public @Nullable String problem() {
        if (snapshots.current().isEmpty()) {
            return "it does not know what is approved now, since its database is away";
        }
        var closed = log.why();
        return closed == null ? null : "its log of fetches is closed: " + closed;
    }

    /** Whether the last look at the records failed, so that nothing can be decided. */
    public boolean isDatabaseAway() {
        return snapshots.isDatabaseAway();
    }
}
