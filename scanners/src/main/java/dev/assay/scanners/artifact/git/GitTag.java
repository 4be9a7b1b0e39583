package dev.assay.scanners.artifact.git;

/**
 * A tag as a host lists it.
 *
 * @param name without {@code refs/tags/}
 * @param object what it points at: a tag object, or the commit itself
 * @param commit what that comes to as the host says; 40 hexadecimal digits each
 */
public record GitTag(String name, String object, String commit) {}
