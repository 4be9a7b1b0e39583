package dev.assay.scanners.detonation.chamber;

/**
 * What one cell may take. All of it binds each program of the cell; the processes bind all of them
 * together.
 *
 * @param processes at once, threads included
 * @param openFiles of one process
 * @param fileMegabytes of one file
 * @param temporaryMegabytes of all that lies in {@code /tmp}, and again in {@code /dev/shm}
 * @param dataMegabytes of one process: its heap and other private memory that can be written
 * @param cpuSeconds of one process
 */
public record Limits(
        int processes,
        int openFiles,
        int fileMegabytes,
        int temporaryMegabytes,
        int dataMegabytes,
        int cpuSeconds) {

    /** What servers of the ordinary kind come nowhere near. */
    public static final Limits USUAL = new Limits(256, 1_024, 64, 64, 2_048, 120);

    public Limits {
        if (processes < 1
                || openFiles < 16
                || fileMegabytes < 1
                || temporaryMegabytes < 1
                || dataMegabytes < 1
                || cpuSeconds < 1) {
            throw new IllegalArgumentException("limits are counted from 1, open files from 16");
        }
    }
}
