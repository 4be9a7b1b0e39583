package dev.assay.scanners.javascript.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What some work cost.
 *
 * @param cpuSeconds of the whole process, with its compiler and collector
 * @param wallSeconds on the clock
 * @param compilerSeconds what of the process' time its just-in-time compiler took
 * @param collectorSeconds what of it the garbage collector took, with the VM's other work
 * @param allocatedBytes what all threads asked the heap for: nearly the same in each run
 */
record Cost(
        double cpuSeconds,
        double wallSeconds,
        double compilerSeconds,
        double collectorSeconds,
        long allocatedBytes) {

    /** Of Linux: the unit of the times in {@code /proc}. */
    private static final double TICKS = 100;

    static Cost of(Runnable work) {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var cpu = system.getProcessCpuTime();
        var compiler = threads("C1 Compiler", "C2 Compiler");
        var collector = threads("VM Thread", "GC Thread");
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var allocated = threads.getTotalThreadAllocatedBytes();
        var wall = System.nanoTime();
        work.run();
        return new Cost(
                (system.getProcessCpuTime() - cpu) / 1e9,
                (System.nanoTime() - wall) / 1e9,
                threads("C1 Compiler", "C2 Compiler") - compiler,
                threads("VM Thread", "GC Thread") - collector,
                threads.getTotalThreadAllocatedBytes() - allocated);
    }

    /** Seconds of the processor that the VM's own threads of some names took so far. */
    private static double threads(String... names) {
        var ticks = 0L;
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (var task : tasks) {
                ticks += ticks(task.resolve("stat"), names);
            }
        } catch (IOException e) {
            return 0; // Not Linux.
        }
        return ticks / TICKS;
    }

    private static long ticks(Path stat, String... names) {
        try {
            var line = Files.readString(stat);
            var name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            return Stream.of(names).anyMatch(name::startsWith)
                    ? Long.parseLong(fields[11]) + Long.parseLong(fields[12])
                    : 0;
        } catch (IOException e) {
            return 0; // It ended meanwhile.
        }
    }

    String speed(long bytes) {
        return "cpu %.2f s  wall %.2f s  %.2f MB/s cpu  %.2f MB/s wall  compiler %.2f s  collector %.2f s  allocated %.0f MB"
                .formatted(
                        cpuSeconds,
                        wallSeconds,
                        bytes / 1e6 / cpuSeconds,
                        bytes / 1e6 / wallSeconds,
                        compilerSeconds,
                        collectorSeconds,
                        allocatedBytes / 1e6);
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
