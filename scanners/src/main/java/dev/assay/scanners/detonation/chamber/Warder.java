package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Stands in the chamber of the self-test, greets what is redirected, and keeps a captive. */
final class Warder {

    static final String STAYING = "staying";

    /** A class path of many jars takes a file each. */
    private static final Limits LIMITS = new Limits(96, 1_024, 1, 1, 2_048, 30);

    private static final int HEAP_MEGABYTES = 32;

    private Warder() {}

    /**
     * @param arguments {@code try} with the captive's arguments but the last, or {@code stay} with
     *     a word that its processes bear
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("stay")) {
            stay(arguments[1]);
            return;
        }
        try (var sinkhole = new ServerSocket(Ports.USUAL.tcp())) {
            Thread.ofVirtual().start(() -> greet(sinkhole, arguments[1]));
            var words = new ArrayList<>(Arrays.asList(arguments).subList(1, arguments.length));
            words.add("" + LIMITS.processes());
            var captive = OwnProgram.of(Captive.class, HEAP_MEGABYTES, words);
            var process = start(captive);
            process.getInputStream().transferTo(System.out);
            System.out.flush();
            System.exit(process.waitFor());
        }
    }

    /** Does all it can so as not to be ended. */
    private static void stay(String mark) throws IOException, InterruptedException {
        var loop = "trap '' TERM HUP INT; while :; do sleep 1; done # " + mark;
        var script = "setsid /bin/sh -c \"$0\" & echo " + STAYING + " >&2; " + loop;
        start(new OwnProgram(List.of("/bin/sh", "-c", script, loop), List.of())).waitFor();
    }

    private static Process start(OwnProgram program) throws IOException, InterruptedException {
        var mounts =
                program.files().stream()
                        .map(each -> new Cell.Mount(each, each.toString(), false))
                        .toList();
        var process =
                Cell.start(
                        List.of(),
                        program.command(),
                        Map.of("PATH", Places.PATH),
                        mounts,
                        "/",
                        "cell",
                        LIMITS);
        process.getOutputStream().close();
        Thread.ofVirtual().start(() -> say(process));
        return process;
    }

    private static void greet(ServerSocket sinkhole, String greeting) {
        while (!sinkhole.isClosed()) {
            try (var caller = sinkhole.accept()) {
                caller.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // One that hung up; the next may stay.
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
