package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.PythonVersion;

import java.util.Objects;
import java.util.SortedSet;

/** A version of a package, perhaps with extras, that could be chosen: its file for the target. */
record Candidate(String name, SortedSet<String> extras, IndexFile file) {

    String key() {
        return Wish.key(name, extras);
    }

    PythonVersion version() {
        return file.version();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate that
                && key().equals(that.key())
                && file.name().equals(that.file.name());
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, extras, file.name().fileName());
    }

    @Override
    public String toString() {
        return key() + " " + version();
    }
}
