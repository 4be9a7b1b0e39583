package dev.assay.scanners.javascript.bench;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What some work cost.
 *
 * @param cpuSeconds of the whole process, with its compiler and collector
 * @param wallSeconds on the clock
 */
record Cost(double cpuSeconds, double wallSeconds) {

    static Cost of(Runnable work) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var cpu = system.getProcessCpuTime();
        var wall = System.nanoTime();
        work.run();
        return new Cost((system.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - wall) / 1e9);
    }

    String speed(long bytes) {
        return "cpu %.2f s  wall %.2f s  %.2f MB/s cpu  %.2f MB/s wall"
                .formatted(
                        cpuSeconds,
                        wallSeconds,
                        bytes / 1e6 / cpuSeconds,
                        bytes / 1e6 / wallSeconds);
    }

    /** The most memory that the process held at any time, or 0 where the system does not tell. */
    static long peakMegabytes() {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("VmHWM:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }
}
