package dev.assay.scanners.artifact.upload;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * What a file that was handed in says of itself.
 *
 * @param purl the release that it is said to be, as a package URL, perhaps without a version
 * @param manifest the document that its ecosystem's registry tells about it, as it stands in the
 *     file: {@code package.json}, {@code METADATA} or {@code PKG-INFO}, the POM, {@code
 *     manifest.json}, {@code Cargo.toml}, the {@code .nuspec}; null where there is none
 */
public record Claim(String purl, byte @Nullable [] manifest) {

    /** A larger one is none that a registry would take. */
    public static final int LARGEST_MANIFEST = 4 << 20;

    public Claim {
        Objects.requireNonNull(purl, "purl is null");
    }
}
