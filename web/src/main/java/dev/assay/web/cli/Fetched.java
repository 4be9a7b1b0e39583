package dev.assay.web.cli;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.DeclaredManifest;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** What became of getting an artifact. */
sealed interface Fetched {

    /**
     * It is on disk.
     *
     * @param purl what it was fetched as, or null where its own manifest has to tell
     * @param digests what it hashes to, or null where that was not found out
     * @param declared the registry's own entry for the version, as JSON; null for what is on disk
     */
    record Ready(
            Path path, @Nullable Purl purl, @Nullable Digests digests, @Nullable String declared)
            implements Fetched {

        /** What there is to say of it, with what the registry says otherwise. */
        Delta told(Delta delta, Profile profile) {
            return declared == null ? delta : DeclaredManifest.compared(delta, profile, declared);
        }

        /** A file or folder that somebody named. */
        static Ready named(Path path) {
            return new Ready(path, null, null, null);
        }
    }

    /** Both names of the same bytes. */
    record Digests(Sha256 sha256, Integrity integrity) {}

    /** Other bytes came than the registry promises. */
    record Altered(Purl purl, String expected, String actual) implements Fetched {}
}
