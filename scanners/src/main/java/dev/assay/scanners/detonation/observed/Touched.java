package dev.assay.scanners.detonation.observed;

import java.util.List;

/** What a process did besides sending, as its system calls tell. */
public sealed interface Touched {

    /** A program was started. */
    record Started(List<String> command) implements Touched {}

    /**
     * A file was touched.
     *
     * @param operation {@code read}, {@code write}, {@code delete} or {@code chmod}
     * @param found whether it was there, or could be made
     */
    record File(String operation, String path, boolean found) implements Touched {}

    /**
     * It waits for connections.
     *
     * @param address {@code 0.0.0.0:3000}, {@code [::]:3000}
     */
    record Listening(String address) implements Touched {}

    /** A system call that is forbidden in the cell, and was refused. */
    record Forbidden(String call) implements Touched {}
}
