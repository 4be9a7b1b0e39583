package dev.assay.scanners.detonation.chamber;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What to run in a chamber.
 *
 * @param entryPoint has a {@code main} that reads standard input, writes its answer to standard
 *     output and lines of progress to standard error
 * @param folders of the host that it sees; as root, what lies in them is made readable for others
 *     first, and the folders that it may write are handed to the user it runs as
 * @param heapMegabytes of the entry point's own process
 * @param workMegabytes of all that lies in {@link Chamber#WORK}, and again in {@link
 *     Chamber#SCRATCH}
 * @param memoryMegabytes of all processes and files in memory together, where the host can hold
 *     them to it
 * @param processes of all cells together
 * @param deadline after which the whole tree is ended
 * @param largestAnswer bytes
 */
public record Order(
        Class<?> entryPoint,
        List<String> arguments,
        byte[] input,
        List<Cell.Mount> folders,
        int heapMegabytes,
        int workMegabytes,
        int memoryMegabytes,
        int processes,
        Duration deadline,
        int largestAnswer) {

    public Order {
        Objects.requireNonNull(entryPoint, "entryPoint is null");
        Objects.requireNonNull(deadline, "deadline is null");
        arguments = List.copyOf(arguments);
        folders = List.copyOf(folders);
    }

    /** With the usual sizes. */
    public static Order of(
            Class<?> entryPoint,
            List<String> arguments,
            byte[] input,
            List<Cell.Mount> folders,
            Duration deadline) {
        return new Order(
                entryPoint,
                arguments,
                input,
                folders,
                384,
                1_024,
                4_096,
                1_024,
                deadline,
                64 << 20);
    }
}
