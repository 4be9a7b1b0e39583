package dev.assay.registry.gate;

/** May it leave? */
public sealed interface Decision {

    /**
     * It may: exactly these bytes.
     *
     * @param release one that holds it
     */
    record Allowed(KnownRelease release, HeldPackage held) implements Decision {}

    record Blocked(Block block) implements Decision {}
}
