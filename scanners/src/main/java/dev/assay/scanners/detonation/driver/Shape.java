package dev.assay.scanners.detonation.driver;

/** Which arguments a tool is called with. */
public enum Shape {
    /** All that its schema names. */
    ALL,
    /** Those alone that its schema requires. */
    REQUIRED
}
