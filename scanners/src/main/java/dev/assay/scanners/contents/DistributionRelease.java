package dev.assay.scanners.contents;

import dev.assay.scanners.artifact.oci.ImageDescription.Distribution;

/** A distribution's release as its advisories tell releases apart. */
final class DistributionRelease {

    private DistributionRelease() {}

    /**
     * {@code debian-12}, {@code ubuntu-22.04}, {@code alpine-3.19}; rolling ones have no number.
     */
    static String of(Distribution said) {
        return switch (said.id()) {
            case "wolfi", "chainguard" -> said.id();
            case "alpine" ->
                    said.id() + suffix(said.version().replaceFirst("^(\\d+\\.\\d+).*", "$1"));
            default -> said.id() + suffix(said.version());
        };
    }

    private static String suffix(String version) {
        return version.isEmpty() ? "" : "-" + version;
    }
}
