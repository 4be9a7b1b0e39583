package dev.assay.scanners.detonation.chamber;

/** Whether programs can be run here without harm. */
public sealed interface Isolation permits Proven, NotIsolated {}
