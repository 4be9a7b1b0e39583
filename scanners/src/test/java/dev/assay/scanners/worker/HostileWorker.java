package dev.assay.scanners.worker;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.profile.Profile;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A worker that really does what a hostile package might make a parser do, by the package's name.
 */
public final class HostileWorker {

    /** An odd number of seconds, to find the process by. */
    static final String LONG_SLEEP = "600.4242";

    private HostileWorker() {}

    public static void main(String[] arguments) throws Exception {
        new WorkerLoop(HostileWorker::misbehave, Clock.systemUTC()).run();
    }

    private static Profile misbehave(PackageTree tree) {
        try {
            switch (tree.purl().name()) {
                case "crashes" -> Runtime.getRuntime().halt(42);
                case "crashes-loudly" -> {
                    System.err.println("x".repeat(200_000) + " the end is near");
                    Runtime.getRuntime().halt(42);
                }
                case "hangs" -> {
                    new ProcessBuilder("sleep", LONG_SLEEP).start();
                    while (true) {
                        Thread.onSpinWait();
                    }
                }
                case "exhausts-memory" -> exhaustMemory();
                case "exhausts-stack" -> recurse(0);
                case "throws" -> throw new IllegalStateException("unexpected token");
                case "talks-garbage" -> {
                    var out = new FileOutputStream(FileDescriptor.out);
                    out.write("HTTP/1.1 200 OK\r\n\r\nall is well".getBytes());
                    out.flush();
                }
                case "talks-endlessly" -> {
                    var out = new FileOutputStream(FileDescriptor.out);
                    // The mark, the kind of a result, and a length of 2 GB.
                    out.write(new byte[] {0x41, 0x53, 0x53, 0x59, 'S', 0x7f, -1, -1, -1});
                    out.flush();
                }
                case "phones-home" -> connect();
                case "prints" -> System.out.println("a library prints");
                default -> {}
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new Profile(
                Profile.SCHEMA,
                Profile.ANALYSIS,
                tree.purl() + "#" + ProcessHandle.current().pid(),
                tree.sha256(),
                new Coverage(tree.files().size(), 0, 0, 0, List.of(), 0, 0, 0),
                List.of(),
                List.of(),
                Map.of());
    }

    private static void exhaustMemory() {
        var kept = new ArrayList<byte[]>();
        while (!kept.contains(new byte[0])) {
            kept.add(new byte[1 << 20]);
        }
    }

    private static long recurse(long depth) {
        return recurse(depth + 1) + 1;
    }

    /** To an address that is reserved for documentation, so that nobody is ever asked. */
    private static void connect() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("192.0.2.1", 9), 2_000);
        }
    }
}
