package dev.assay.scanners.closure.pypi;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The pip of this machine, kept from its configuration. */
final class RealPip {

    /**
     * What it would install.
     *
     * @param files the names of the files, or null where it found no way
     */
    record Choice(Set<String> files, String output) {}

    private RealPip() {}

    /**
     * Two numbers, where there is a pip of version 22.2 or later, which can tell what it would do.
     */
    static Optional<String> python() {
        try {
            var process =
                    new ProcessBuilder(
                                    "python3",
                                    "-c",
                                    "import sys, pip; assert tuple(map(int,"
                                            + " pip.__version__.split('.')[:2])) >= (22, 2);"
                                            + " print('%d.%d.%d' % sys.version_info[:3])")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var version = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? Optional.of(version) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The glibc of this machine as names of files have it; an old one where it has another. */
    static String platform() throws IOException {
        var process =
                new ProcessBuilder(
                                "python3",
                                "-c",
                                "import platform; print(platform.libc_ver()[1].replace('.', '_'))")
                        .start();
        var version = new String(process.getInputStream().readAllBytes()).strip();
        return "manylinux_" + (version.matches("2_\\d+") ? version : "2_28") + "_x86_64";
    }

    /** Asks what it would install for a requirement from an index alone. */
    static Choice choose(URI index, String requirement, Path folder) throws Exception {
        var report = folder.resolve("report.json");
        Files.deleteIfExists(report);
        var output = folder.resolve("output").toFile();
        var command =
                new ArrayList<>(
                        List.of(
                                "python3",
                                "-m",
                                "pip",
                                "install",
                                "--dry-run",
                                "--quiet",
                                "--ignore-installed",
                                "--no-cache-dir",
                                "--no-input",
                                "--disable-pip-version-check",
                                "--retries=0",
                                "--target"));
        command.add(folder.resolve("target").toString());
        command.addAll(List.of("--report", report.toString(), "--index-url", index.toString()));
        command.add(requirement);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        builder.environment().keySet().removeIf(name -> name.startsWith("PIP_"));
        builder.environment().put("PIP_CONFIG_FILE", "/dev/null");
        var process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("pip does not end");
        }
        var files = new TreeSet<String>();
        if (process.exitValue() == 0) {
            for (var each : new JsonMapper().readTree(report.toFile()).path("install").values()) {
                var url = each.path("download_info").path("url").asString("");
                files.add(url.substring(url.lastIndexOf('/') + 1).replace("%2B", "+"));
            }
        }
        return new Choice(files, Files.readString(output.toPath()));
    }
}
