package dev.assay.registry.workflow;

import dev.assay.inventory.release.Release;

/** What became of the wish to have a release vetted again. */
public sealed interface RestartOutcome {

    record Restarted(Release release) implements RestartOutcome {}

    /**
     * Nothing was changed.
     *
     * @param reason why, and what to do instead
     */
    record Refused(String reason) implements RestartOutcome {}
}
