package dev.assay.scanners.detonation.sinkhole;

/** One header field, as it came. */
public record Header(String name, String value) {}
