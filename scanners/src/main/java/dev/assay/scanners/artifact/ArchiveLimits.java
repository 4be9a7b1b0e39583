package dev.assay.scanners.artifact;

import java.time.Duration;
import java.util.Objects;

/**
 * What an archive or folder may cost before it is refused. Sizes in bytes.
 *
 * @param packed the archive as it was fetched
 * @param unpacked all that comes out of it, headers included; all of it is held in memory
 * @param file one file
 * @param entries files, folders and whatever else the archive lists
 * @param ratio unpacked to packed, once {@code ratioFloor} bytes have come out
 * @param ratioFloor below this many unpacked bytes no ratio is suspicious
 * @param pathLength characters of one path
 * @param pathDepth folders of one path
 * @param extension one extended header; npm's own reader ignores larger ones
 * @param time for the whole reading
 */
public record ArchiveLimits(
        long packed,
        long unpacked,
        int file,
        int entries,
        int ratio,
        long ratioFloor,
        int pathLength,
        int pathDepth,
        int extension,
        Duration time) {

    public static final ArchiveLimits DEFAULT =
            new ArchiveLimits(
                    512L << 20,
                    512L << 20,
                    256 << 20,
                    50_000,
                    100,
                    32L << 20,
                    4_096,
                    128,
                    1 << 20,
                    Duration.ofSeconds(60));

    public ArchiveLimits {
        Objects.requireNonNull(time, "time is null");
    }
}
