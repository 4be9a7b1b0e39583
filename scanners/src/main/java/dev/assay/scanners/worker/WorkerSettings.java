package dev.assay.scanners.worker;

import java.time.Duration;
import java.util.Objects;

/**
 * What a scan may cost.
 *
 * @param heapMegabytes the largest heap of one worker process
 * @param deadline for one scan, the start of a process included
 * @param processes how many scans run at once; further ones wait, and waiting is not counted
 * @param scansPerProcess after how many scans a healthy process is replaced, so that nothing a
 *     package left behind stays for long
 * @param largestAnswer bytes of one answer
 */
public record WorkerSettings(
        int heapMegabytes,
        Duration deadline,
        int processes,
        int scansPerProcess,
        int largestAnswer) {

    public static final WorkerSettings DEFAULT =
            new WorkerSettings(1024, Duration.ofSeconds(120), 2, 50, 256 << 20);

    public WorkerSettings {
        Objects.requireNonNull(deadline, "deadline is null");
        if (heapMegabytes < 1 || processes < 1 || scansPerProcess < 1 || largestAnswer < 1) {
            throw new IllegalArgumentException("worker settings are counted from 1");
        }
    }
}
