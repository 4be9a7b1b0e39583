package dev.assay.scanners.closure.npm;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The npm of this machine, asked for the lock of a fresh install. */
final class RealNpm {

    private RealNpm() {}

    /** Whether npm can be started; its version, or an empty text. */
    static String version(String program) {
        try {
            var process = new ProcessBuilder(program, "--version").start();
            var answer =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor(30, TimeUnit.SECONDS);
            return answer.strip().replaceFirst("^v", "");
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /**
     * The lock of one package: path to {@code name@version}, with a mark for what is optional.
     *
     * @param registry null for the configured one
     * @return empty where npm refuses, null where it breaks down itself or does not end
     */
    static @Nullable SortedMap<String, String> lock(
            Path folder, String spec, @Nullable URI registry) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{}");
        var command =
                new ArrayList<>(
                        List.of(
                                "npm",
                                "install",
                                "--package-lock-only",
                                "--ignore-scripts",
                                "--no-audit",
                                "--no-fund",
                                "--no-update-notifier",
                                "--loglevel=error",
                                spec));
        if (registry != null) {
            command.add("--registry=" + registry);
            command.add("--cache=" + folder.resolve("cache"));
        }
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return null;
        }
        var file = folder.resolve("package-lock.json");
        if (Files.readString(folder.resolve("log")).contains("Cannot read properties of")) {
            return null;
        }
        return process.exitValue() == 0 ? read(file) : new TreeMap<>();
    }

    private static SortedMap<String, String> read(Path file) throws IOException {
        var packages = new TreeMap<String, String>();
        for (var entry :
                new JsonMapper().readTree(Files.readAllBytes(file)).get("packages").properties()) {
            var path = entry.getKey();
            var value = entry.getValue();
            if (path.isEmpty() || value.path("inBundle").asBoolean(false) || value.has("link")) {
                continue;
            }
            var name =
                    value.has("name")
                            ? value.get("name").asString()
                            : path.substring(path.lastIndexOf("node_modules/") + 13);
            // What only an optional peer leads to is "extraneous" there: it can be done without.
            var optional =
                    value.path("optional").asBoolean(false)
                            || value.path("extraneous").asBoolean(false);
            packages.put(
                    path,
                    name + "@" + value.get("version").asString() + (optional ? " optional" : ""));
        }
        return packages;
    }
}
