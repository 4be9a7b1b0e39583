package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A file that an approved release brings along.
 *
 * @param held the package whose file it is; null for what belongs to the release without being a
 *     package of its own, as Maven's POMs
 * @param sha256 its blob; null where the records name none, which is a fault of ours
 */
public record ApprovedFile(
        KnownRelease release, @Nullable HeldPackage held, @Nullable Sha256 sha256) {

    public ApprovedFile {
        Objects.requireNonNull(release, "release is null");
    }

    /** The package that was decided to leave. */
    public static ApprovedFile of(Decision.Allowed allowed) {
        return new ApprovedFile(allowed.release(), allowed.held(), allowed.held().sha256());
    }

    Purl purl() {
        return held == null ? release.purl() : held.purl();
    }

    /** Whether it is the file of the release itself, and not one that comes with it. */
    boolean isRelease() {
        return held != null && held.purl().equals(release.purl());
    }
}
