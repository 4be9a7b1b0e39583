package dev.assay.scanners.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Searches for input that breaks a reader, led by what the code does with each. */
final class JazzerProcess {

    private static final Duration SEARCH = Duration.ofSeconds(60);

    /** For starting, instrumenting and an input that hangs. */
    private static final Duration SLACK = Duration.ofSeconds(90);

    private static final Pattern FOUND =
            Pattern.compile("(?m)^== (Java Exception|libFuzzer|ERROR).*$|^==\\d+== ERROR.*$");

    private JazzerProcess() {}

    /**
     * Searches for a minute. What is found is kept among the inputs, so that every build reads it.
     *
     * @return what was found and where it is said, or {@code nothing found}
     */
    static String search(FuzzTarget target, Path inputs) throws IOException, InterruptedException {
        var name = target.getClass().getSimpleName();
        var folder = Files.createDirectories(Path.of("target/fuzz").resolve(name));
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        var number = 0;
        for (var seed : target.seeds()) {
            Files.write(corpus.resolve("seed-" + number++), seed);
        }
        Files.createDirectories(inputs);
        var log = folder.resolve("log");
        var process = new ProcessBuilder(command(target, inputs, corpus));
        process.redirectErrorStream(true).redirectOutput(log.toFile());
        var running = process.start();
        try {
            if (!running.waitFor(SEARCH.plus(SLACK).toSeconds(), TimeUnit.SECONDS)) {
                return "it did not end; see " + log;
            }
        } finally {
            running.destroyForcibly().waitFor();
            removeIfEmpty(inputs);
        }
        var said = Files.readString(log);
        var found = FOUND.matcher(said);
        if (found.find()) {
            return found.group() + "; see " + log;
        }
        return running.exitValue() == 0 ? "nothing found" : "it failed to run; see " + log;
    }

    private static List<String> command(FuzzTarget target, Path inputs, Path corpus) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "-Xss4m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + JazzerEntry.TARGET + "=" + target.getClass().getName(),
                "-cp",
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + JazzerEntry.class.getName(),
                "--instrumentation_includes=dev.assay.**",
                "--reproducer_path=" + corpus.getParent(),
                "-artifact_prefix=" + inputs + "/",
                "-max_total_time=" + SEARCH.toSeconds(),
                "-max_len=16384",
                "-timeout=20",
                "-rss_limit_mb=3000",
                corpus.toString(),
                inputs.toString());
    }

    private static void removeIfEmpty(Path inputs) throws IOException {
        try (var files = Files.list(inputs)) {
            if (files.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(inputs);
    }
}
