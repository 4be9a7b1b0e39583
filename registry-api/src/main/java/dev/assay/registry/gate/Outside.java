package dev.assay.registry.gate;

/** What happens to a fetch of what belongs to no closure. */
public enum Outside {
    /** It is refused. */
    DENY,
    /** What stands in a list that was approved as a set is served, and the rest refused. */
    TOOLSET,
    /**
     * It is passed on and recorded, where its name is nobody's here: of no release on record,
     * whatever became of it, and of no private upstream.
     */
    PASS
}
