package dev.assay.registry.gate;

import dev.assay.registry.workflow.ApprovalsChanged;

import org.springframework.context.event.EventListener;

/**
 * Lets a decision count at once: whoever revoked something is told so when it is no longer served.
 */
final class ApprovalsListener {

    private final Snapshots snapshots;

    ApprovalsListener(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @EventListener
    void changed(ApprovalsChanged change) {
        snapshots.refreshSoon();
    }
}
