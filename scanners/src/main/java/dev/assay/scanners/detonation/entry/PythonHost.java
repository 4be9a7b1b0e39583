package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.pypi.DistributionFile;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.artifact.pypi.VersionRange;
import dev.assay.scanners.detonation.chamber.Cell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A CPython of the host that cells see.
 *
 * @param version three numbers
 */
record PythonHost(Path program, String version) {

    /** Where cells find programs; one that lies elsewhere is not in a cell. */
    static final List<Path> FOLDERS = List.of(Path.of("/usr/bin"), Path.of("/usr/local/bin"));

    private static final String PROGRAM = "python3(\\.\\d{1,2})?";
    private static final String SAY =
            "import platform; print(platform.python_implementation(), platform.python_version())";

    /** All, those with a number in their name first. */
    static List<PythonHost> all() throws IOException, InterruptedException {
        var hosts = new ArrayList<PythonHost>();
        var known = new HashSet<Path>();
        for (var folder : FOLDERS) {
            for (var file : programs(folder)) {
                if (known.add(file.toRealPath())) {
                    version(file).ifPresent(version -> hosts.add(new PythonHost(file, version)));
                }
            }
        }
        return hosts;
    }

    private static List<Path> programs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(
                            each ->
                                    String.valueOf(each.getFileName()).matches(PROGRAM)
                                            && Files.isExecutable(each))
                    .sorted()
                    .toList()
                    .reversed();
        }
    }

    private static Optional<String> version(Path program) throws IOException, InterruptedException {
        var process =
                Cell.start(
                        List.of(),
                        List.of(program.toString(), "-I", "-S", "-c", SAY),
                        Map.of("PATH", "/usr/bin:/bin"),
                        List.of(),
                        "/",
                        "workstation");
        process.getOutputStream().close();
        var said =
                new String(process.getInputStream().readNBytes(100), StandardCharsets.UTF_8)
                        .strip();
        process.destroyForcibly().waitFor();
        return said.matches("CPython 3(\\.\\d{1,3}){2}\\S*")
                ? Optional.of(said.split(" ")[1].replaceAll("[^\\d.].*$", ""))
                : Optional.empty();
    }

    /** The first two numbers. */
    String line() {
        return version.substring(0, version.lastIndexOf('.'));
    }

    /** Whether a closure was resolved for it, by the target's label: {@code cp312-…}. */
    boolean isOf(String target) {
        return target.startsWith("cp" + line().replace(".", "") + "-");
    }

    boolean runs(DistributionFile wheel) {
        var machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        // How new the host's C library has to be was settled when the closure was resolved.
        return PypiTarget.of(version, "manylinux_2_99_" + machine).runs(wheel);
    }

    /**
     * Whether a range that is written as {@code Requires-Python} has it; one that cannot be read
     * has.
     */
    boolean fits(String range) {
        return range.isEmpty()
                || VersionRange.of(range)
                        .flatMap(each -> PythonVersion.of(version).map(each::contains))
                        .orElse(true);
    }
}
