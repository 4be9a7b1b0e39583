package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.artifact.UpstreamSettings;

import java.time.Duration;
import java.util.Objects;

/**
 * What one resolution may cost. Sizes in bytes.
 *
 * @param page a package's page
 * @param metadata the metadata of one file
 * @param file one file
 * @param unpacked what is unpacked of an archive of sources to find its metadata
 * @param total all answers of one resolution together
 * @param requests requests of one resolution
 * @param rounds how often one resolution chooses a version
 * @param packages packages of one closure
 * @param time for the whole resolution
 * @param upstream how patiently one answer is asked for
 */
public record PypiLimits(
        long page,
        int metadata,
        long file,
        long unpacked,
        long total,
        int requests,
        int rounds,
        int packages,
        Duration time,
        UpstreamSettings upstream) {

    public static final PypiLimits DEFAULT =
            new PypiLimits(
                    64L << 20,
                    4 << 20,
                    1L << 30,
                    512L << 20,
                    4L << 30,
                    5_000,
                    5_000,
                    2_000,
                    Duration.ofMinutes(10),
                    UpstreamSettings.DEFAULT);

    public PypiLimits {
        Objects.requireNonNull(time, "time is null");
        Objects.requireNonNull(upstream, "upstream is null");
    }

    /** The same with another patience. */
    public PypiLimits asking(UpstreamSettings other) {
        return new PypiLimits(
                page, metadata, file, unpacked, total, requests, rounds, packages, time, other);
    }
}
