package dev.assay.web.cli;

import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** What became of getting an artifact. */
sealed interface Fetched {

    /**
     * It is on disk.
     *
     * @param purl what it was fetched as, or null where its own manifest has to tell
     */
    record Ready(Path path, @Nullable Purl purl) implements Fetched {}

    /** Other bytes came than the registry promises. */
    record Altered(Purl purl, String expected, String actual) implements Fetched {}
}
