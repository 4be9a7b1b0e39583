package dev.assay.scanners.detonation.chamber;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Stands in a chamber and has every escape tried, each in a cell of its own. */
final class Jailer {

    private static final int SECONDS = 4;

    private Jailer() {}

    /**
     * @param arguments what the tries are told, as KEY=VALUE, and what they must not see
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var app = Files.createDirectories(Chamber.WORK.resolve("app"));
        try (var script = Jailer.class.getResourceAsStream("escapes.py")) {
            Files.copy(Objects.requireNonNull(script), app.resolve("escapes.py"));
        }
        var told = Arrays.stream(arguments).filter(each -> each.contains("=")).toList();
        try (var sinkhole = new ServerSocket(Ports.USUAL.tcp())) {
            Thread.ofVirtual().start(() -> greet(sinkhole));
            for (var name : run(app, "list", List.of()).lines().toList()) {
                System.out.println(name + '\t' + run(app, name, told));
                System.out.flush();
                for (var file : Files.list(home(name)).toList()) {
                    if (!name.equals("outlive")) {
                        Files.delete(file);
                    }
                }
            }
            Thread.sleep(2_500);
            var outlived = Files.exists(home("outlive").resolve("outlived"));
            System.out.println("after the end\t" + (outlived ? "OUT\twritten" : "held\tnothing"));
            System.out.println("processes left\t" + left());
        }
        System.exit(0);
    }

    private static Path home(String name) {
        return Chamber.SCRATCH.resolve(name);
    }

    private static String run(Path app, String name, List<String> told)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("python3", "-B", "/app/escapes.py", name));
        command.addAll(told);
        var process =
                Cell.start(
                        List.of(),
                        command,
                        Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/u"),
                        List.of(
                                new Cell.Mount(app, "/app", false),
                                new Cell.Mount(
                                        Files.createDirectories(home(name)), "/home/u", true),
                                new Cell.Mount(Path.of("/handed"), "/handed", false)),
                        "/home/u",
                        "workstation");
        process.getOutputStream().close();
        Thread.ofVirtual().start(() -> say(process));
        var answer = new StringBuilder();
        var reading =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        answer.append(
                                                new String(
                                                        process.getInputStream().readAllBytes(),
                                                        StandardCharsets.UTF_8));
                                    } catch (IOException e) {
                                        answer.append("held\t").append(e);
                                    }
                                });
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            reading.join();
            return "held\tended after " + SECONDS + " s";
        }
        reading.join();
        return answer.isEmpty()
                ? "held\tended with " + process.exitValue()
                : answer.toString().strip();
    }

    /** Processes of this chamber besides this one and the one that makes it. */
    private static String left() throws IOException {
        var left = new ArrayList<String>();
        try (var all = Files.list(Path.of("/proc"))) {
            for (var each :
                    all.filter(it -> it.getFileName().toString().matches("\\d+")).toList()) {
                var line = Files.readString(each.resolve("cmdline"), StandardCharsets.ISO_8859_1);
                if (line.contains("escapes.py")) {
                    left.add(line.replace('\0', ' '));
                }
            }
        }
        return left.isEmpty() ? "held\tnone" : "OUT\t" + left;
    }

    private static void greet(ServerSocket sinkhole) {
        while (!sinkhole.isClosed()) {
            try (var caller = sinkhole.accept()) {
                caller.getOutputStream().write("in-the-sinkhole".getBytes(StandardCharsets.UTF_8));
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
