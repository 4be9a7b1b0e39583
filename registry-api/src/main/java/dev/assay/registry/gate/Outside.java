package dev.assay.registry.gate;

/** What happens to a fetch of what belongs to no closure. */
public enum Outside {
    /** It is refused. */
    DENY
}
