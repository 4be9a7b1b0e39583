package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Runs in a cell of the self-test and tries to get out, one line for each try: its name, {@code
 * held} or {@code out}, and what was seen. It is code of ours and does no harm where it succeeds.
 */
final class Captive {

    private static final int CONNECT_MILLIS = 3_000;

    private Captive() {}

    /**
     * @param arguments the greeting of the sinkhole, the port of a listener on the host's loopback
     *     address, a file of the host, and how many processes a cell may have
     */
    public static void main(String[] arguments) {
        var greeting = arguments[0];
        var port = Integer.parseInt(arguments[1]);
        // TEST-NET-1 and the range for documentation: nobody's addresses.
        connect(Tries.TEST_NET, "192.0.2.1", port, greeting);
        connect(Tries.TEST_NET_6, "2001:db8::1", port, greeting);
        connect(Tries.LOOPBACK, "127.0.0.1", port, greeting);
        read(Path.of(arguments[2]));
        write(Tries.ROOT, Path.of("/assay-was-here"));
        write(Tries.PROGRAMS, Path.of("/usr/assay-was-here"));
        write(Tries.KERNEL, Path.of("/proc/sys/kernel/domainname"));
        others();
        namespace();
        processes(Integer.parseInt(arguments[3]));
    }

    private static void connect(String name, String host, int port, String greeting) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            socket.setSoTimeout(CONNECT_MILLIS);
            var heard =
                    new String(
                            socket.getInputStream().readNBytes(greeting.length()),
                            StandardCharsets.UTF_8);
            if (heard.equals(greeting)) {
                say(name, true, "answered by the sinkhole");
            } else {
                say(name, false, "answered by something else");
            }
        } catch (IOException e) {
            say(name, true, reason(e));
        }
    }

    private static void read(Path file) {
        try {
            Files.readAllBytes(file);
            say(Tries.FILE, false, "read");
        } catch (NoSuchFileException e) {
            say(Tries.FILE, true, "it is not there");
        } catch (IOException e) {
            say(Tries.FILE, true, reason(e));
        }
    }

    private static void write(String name, Path file) {
        try {
            Files.writeString(file, "x");
            say(name, false, "written");
        } catch (IOException e) {
            say(name, true, reason(e));
        }
    }

    /** Its own processes are numbered from 1, and few. */
    private static void others() {
        try (var all = Files.list(Path.of("/proc"))) {
            var seen = all.filter(each -> each.getFileName().toString().matches("[0-9]+")).count();
            say(Tries.OTHERS, seen <= 3, seen + " processes seen");
        } catch (IOException e) {
            say(Tries.OTHERS, true, reason(e));
        }
    }

    private static void namespace() {
        var said = shell("unshare --user --map-root-user echo made");
        say(Tries.NAMESPACE, !said.contains("made"), said);
    }

    /** They sleep on until the cell ends, so that all of them count. */
    private static void processes(int most) {
        var script =
                """
                i=0
                while [ $i -le %d ]; do
                    sleep 60 >/dev/null 2>&1 &
                    i=$((i + 1)) && echo $i
                done
                echo all
                """;
        var said = shell(script.formatted(most));
        var started = said.lines().filter(line -> line.matches("[0-9]+")).count();
        say(
                Tries.PROCESSES,
                started > 0 && said.lines().noneMatch("all"::equals),
                "stopped after " + started + ": " + said.substring(said.lastIndexOf('\n') + 1));
    }

    private static String shell(String script) {
        try {
            var process =
                    new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .strip();
        } catch (IOException e) {
            return reason(e);
        }
    }

    private static void say(String name, boolean held, String answer) {
        System.out.println(
                name + '\t' + (held ? Tries.HELD : "out") + '\t' + answer.replaceAll("\\s+", " "));
    }

    private static String reason(IOException e) {
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
