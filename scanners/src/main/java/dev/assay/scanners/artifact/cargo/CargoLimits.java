package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.artifact.UpstreamSettings;

import java.time.Duration;
import java.util.Objects;

/**
 * What one resolution may cost. Sizes in bytes.
 *
 * @param index a crate's file in the index
 * @param file one crate
 * @param requests requests of one resolution
 * @param rounds how often one resolution chooses a version
 * @param packages packages of one closure, those of other platforms among them
 * @param time for the whole resolution
 * @param upstream how patiently one answer is asked for
 */
public record CargoLimits(
        long index,
        long file,
        int requests,
        int rounds,
        int packages,
        Duration time,
        UpstreamSettings upstream) {

    public static final CargoLimits DEFAULT =
            new CargoLimits(
                    32L << 20,
                    256L << 20,
                    5_000,
                    50_000,
                    2_000,
                    Duration.ofMinutes(10),
                    UpstreamSettings.DEFAULT);

    public CargoLimits {
        Objects.requireNonNull(time, "time is null");
        Objects.requireNonNull(upstream, "upstream is null");
    }

    /** The same with another patience. */
    public CargoLimits asking(UpstreamSettings other) {
        return new CargoLimits(index, file, requests, rounds, packages, time, other);
    }
}
