package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.artifact.pypi.VersionRange;

import org.jspecify.annotations.Nullable;

import java.util.SortedSet;

/**
 * What somebody wants of a package.
 *
 * @param extras what else of it is wanted; a package with extras is chosen beside the package
 *     alone, and wants that in the same version
 * @param exact the one version that will do, or null
 */
record Wish(
        String name, SortedSet<String> extras, VersionRange range, @Nullable PythonVersion exact) {

    /** What is chosen for it. */
    String key() {
        return key(name, extras);
    }

    static String key(String name, SortedSet<String> extras) {
        return extras.isEmpty() ? name : name + extras;
    }

    boolean isPinned() {
        return exact != null || range.isPinned();
    }

    /** Whether it narrows to one version, or to versions that begin alike. */
    boolean namesOne() {
        return exact != null || range.hasEqual();
    }

    boolean isFree() {
        return exact == null && range.isEmpty();
    }

    boolean takes(PythonVersion version) {
        return exact == null
                ? range.contains(version)
                : exact.toString().equals(version.toString());
    }

    @Override
    public String toString() {
        return key() + (exact == null ? range.toString() : "==" + exact);
    }
}
