package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.UpstreamSettings;

import java.time.Duration;
import java.util.Objects;

/**
 * What one resolution may cost. Sizes in bytes.
 *
 * @param jar one file that is no POM
 * @param pom one POM, checksum or list of versions
 * @param expanded what one POM may grow to once its properties are put in
 * @param total all files of one resolution together
 * @param requests requests of one resolution, those for checksums included
 * @param dependencies dependencies considered in one resolution, those that lose against another
 *     version included
 * @param depth how long a chain of dependencies may be
 * @param packages packages of one closure
 * @param time for the whole resolution
 * @param upstream how patiently one file is asked for
 */
public record MavenLimits(
        long jar,
        long pom,
        long expanded,
        long total,
        int requests,
        int dependencies,
        int depth,
        int packages,
        Duration time,
        UpstreamSettings upstream) {

    public static final MavenLimits DEFAULT =
            new MavenLimits(
                    512L << 20,
                    4L << 20,
                    16L << 20,
                    2L << 30,
                    20_000,
                    100_000,
                    100,
                    2_000,
                    Duration.ofMinutes(10),
                    UpstreamSettings.DEFAULT);

    public MavenLimits {
        Objects.requireNonNull(time, "time is null");
        Objects.requireNonNull(upstream, "upstream is null");
    }

    /** The same with another patience. */
    public MavenLimits asking(UpstreamSettings other) {
        return new MavenLimits(
                jar, pom, expanded, total, requests, dependencies, depth, packages, time, other);
    }
}
