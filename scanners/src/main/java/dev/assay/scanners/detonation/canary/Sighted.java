package dev.assay.scanners.detonation.canary;

/** A canary, and how it looked where it was found. */
public record Sighted(Canary canary, Form form) {}
