package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.artifact.UpstreamSettings;

import java.time.Duration;
import java.util.Objects;

/**
 * What asking a source and one resolution may cost. Sizes in bytes.
 *
 * @param document one document of JSON
 * @param pages pages of one package's registration
 * @param file one package
 * @param total all packages of one resolution together
 * @param requests packages and lists of versions that one resolution asks for
 * @param nodes places in the tree of what needs what
 * @param packages packages of one closure
 * @param time for the whole resolution
 * @param upstream how patiently one answer is asked for
 */
public record NugetLimits(
        long document,
        int pages,
        long file,
        long total,
        int requests,
        int nodes,
        int packages,
        Duration time,
        UpstreamSettings upstream) {

    public static final NugetLimits DEFAULT =
            new NugetLimits(
                    32L << 20,
                    500,
                    512L << 20,
                    4L << 30,
                    5_000,
                    100_000,
                    1_000,
                    Duration.ofMinutes(10),
                    UpstreamSettings.DEFAULT);

    public NugetLimits {
        Objects.requireNonNull(time, "time is null");
        Objects.requireNonNull(upstream, "upstream is null");
    }

    /** The same with another patience. */
    public NugetLimits asking(UpstreamSettings other) {
        return new NugetLimits(
                document, pages, file, total, requests, nodes, packages, time, other);
    }
}
