package dev.assay.registry.gate.bench;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.GateRig;
import dev.assay.samples.SamplePackage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The gate in a process of its own, over real records, as it runs for people. */
record GateProcess(Process process, int port, String token) implements AutoCloseable {

    private static final int OTHER_VERSIONS = 60;

    static GateProcess start(Path directory) throws IOException {
        Files.createDirectories(directory);
        var process =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-Xmx512m",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        GateProcess.class.getName(),
                                        directory.toString()))
                        .redirectError(directory.resolve("errors").toFile())
                        .start();
        var token = "";
        for (var line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            if (line.startsWith("token ")) {
                token = line.substring(6);
            }
            if (line.startsWith("port ")) {
                return new GateProcess(process, Integer.parseInt(line.substring(5)), token);
            }
        }
        throw new IOException(
                "the gate did not start: " + Files.readString(directory.resolve("errors")));
    }

    /** It ends when its input does, so it never outlives who started it. */
    public static void main(String[] arguments) throws IOException {
        try (var rig = new GateRig(Path.of(arguments[0]), 60, Duration.ofHours(1))) {
            var small = of("bench-mcp", "1.0.0", 50_000);
            var large = of("large-mcp", "1.0.0", 4_000_000);
            rig.publish(small, large);
            for (var i = 1; i <= OTHER_VERSIONS; i++) {
                rig.publish(SamplePackage.bare("bench-mcp", "1." + i + ".0", Map.of()));
            }
            rig.approve(small);
            rig.approve(large);
            System.out.println(
                    "token " + rig.token(Stage.PRODUCTION, TokenScope.GATE_READ).secret());
            System.out.println("port " + rig.port());
            System.in.readAllBytes();
        }
    }

    private static SamplePackage of(String name, String version, int bytes) {
        var noise = new byte[bytes];
        new Random(name.hashCode()).nextBytes(noise);
        return SamplePackage.of(
                Map.of(
                        "package.json",
                        "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version),
                        "data",
                        new String(Base64.getEncoder().encode(noise), StandardCharsets.US_ASCII)));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
