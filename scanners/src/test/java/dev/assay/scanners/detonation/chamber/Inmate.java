package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Stands in a chamber, greets whoever is sent to the sinkhole's port, runs in a cell what it is
 * told, and answers with what came of it.
 */
final class Inmate {

    static final String GREETING = "you are in the sinkhole";

    private Inmate() {}

    /**
     * @param arguments the command
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (var sinkhole = new ServerSocket(Ports.USUAL.tcp())) {
            Thread.ofVirtual().start(() -> greet(sinkhole));
            var process =
                    Cell.start(
                            List.of(),
                            Arrays.asList(arguments),
                            Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", "/tmp"),
                            List.of(),
                            "/",
                            "workstation");
            process.getOutputStream().close();
            Thread.ofVirtual().start(() -> say(process));
            process.getInputStream().transferTo(System.out);
            System.out.println("ended with " + process.waitFor());
            System.out.flush();
        }
    }

    private static void greet(ServerSocket sinkhole) {
        while (!sinkhole.isClosed()) {
            try (var caller = sinkhole.accept()) {
                caller.getOutputStream().write(GREETING.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }

    private static void say(Process process) {
        try {
            process.getErrorStream().transferTo(System.err);
        } catch (IOException e) {
            System.err.println(e);
        }
    }
}
