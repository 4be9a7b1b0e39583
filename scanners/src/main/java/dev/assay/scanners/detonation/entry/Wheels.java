package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.coordinates.PythonName;
import dev.assay.scanners.pypi.EntryPoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Installs wheels into an environment (binary distribution format of the PyPA). */
final class Wheels {

    private static final Pattern DATA =
            Pattern.compile("[^/]+\\.data/(purelib|platlib|scripts|headers|data)/(.+)");
    private static final Pattern POINTS = Pattern.compile("[^/]+\\.dist-info/entry_points\\.txt");
    private static final Pattern TARGET =
            Pattern.compile("([A-Za-z_][\\w.]*)\\s*:\\s*([A-Za-z_]\\w*)((?:\\.[A-Za-z_]\\w*)*)");
    private static final Pattern COMMAND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final byte[] SHEBANG = "#!python".getBytes(StandardCharsets.US_ASCII);

    private final Path prefix;
    private final Venv venv;

    /** Of the release itself. */
    private final TreeSet<String> commands = new TreeSet<>();

    private final TreeSet<String> runnable = new TreeSet<>();

    /**
     * @param prefix the environment's folder
     */
    Wheels(Path prefix, Venv venv) {
        this.prefix = prefix;
        this.venv = venv;
    }

    void install(PackageTree tree) throws IOException {
        for (var file : tree.files().entrySet()) {
            var data = DATA.matcher(file.getKey());
            if (!data.matches()) {
                InstalledFiles.write(venv.packages(), file.getKey(), file.getValue());
                continue;
            }
            switch (data.group(1)) {
                case "scripts" ->
                        InstalledFiles.write(
                                prefix.resolve("bin"), data.group(2), withProgram(file.getValue()));
                case "headers" ->
                        InstalledFiles.write(
                                prefix.resolve("include"), data.group(2), file.getValue());
                case "data" -> InstalledFiles.write(prefix, data.group(2), file.getValue());
                default -> InstalledFiles.write(venv.packages(), data.group(2), file.getValue());
            }
        }
        for (var point : points(tree)) {
            var target = TARGET.matcher(point.target());
            if (target.matches() && COMMAND.matcher(point.name()).matches()) {
                var script =
                        """
                        #!%s
                        import sys
                        from %s import %s
                        if __name__ == '__main__':
                            sys.exit(%s())
                        """
                                .formatted(
                                        venv.program(),
                                        target.group(1),
                                        target.group(2),
                                        target.group(2) + target.group(3));
                InstalledFiles.write(
                        prefix.resolve("bin"),
                        point.name(),
                        script.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Takes a wheel for the release itself. */
    void own(PackageTree tree) {
        venv.watch(venv.packagesInCell() + "/", tree.files().keySet());
        points(tree).forEach(point -> commands.add(point.name()));
        for (var file : tree.files().keySet()) {
            var data = DATA.matcher(file);
            if (data.matches() && data.group(1).equals("scripts")) {
                commands.add(data.group(2));
            } else if (file.matches("[^/]+/__main__\\.py")) {
                runnable.add(file.substring(0, file.indexOf('/')));
            }
        }
    }

    private static List<EntryPoint> points(PackageTree tree) {
        var points = new ArrayList<EntryPoint>();
        for (var file : tree.files().entrySet()) {
            if (POINTS.matcher(file.getKey()).matches()) {
                var text = new String(file.getValue(), StandardCharsets.UTF_8);
                EntryPoint.ofIni(text).stream()
                        .filter(each -> each.group().equals("console_scripts"))
                        .forEach(points::add);
            }
        }
        return points;
    }

    private byte[] withProgram(byte[] script) {
        if (script.length < SHEBANG.length
                || Arrays.mismatch(script, SHEBANG) != SHEBANG.length
                        && Arrays.mismatch(script, SHEBANG) >= 0) {
            return script;
        }
        var text = new String(script, StandardCharsets.ISO_8859_1);
        return text.replaceFirst("#!pythonw?", "#!" + venv.program())
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * What starts it, in a cell: the command that is called like the package, else the only one,
     * else the first that is called like a server's; else the package that can be run.
     *
     * @param name of the package
     * @return empty where there is nothing
     */
    List<String> program(String name) {
        var there =
                commands.stream()
                        .filter(each -> Files.isRegularFile(prefix.resolve("bin").resolve(each)))
                        .toList();
        var command =
                there.stream()
                        .filter(each -> PythonName.normal(each).equals(PythonName.normal(name)))
                        .findFirst()
                        .or(() -> there.stream().filter(each -> each.contains("mcp")).findFirst())
                        .or(() -> there.stream().findFirst());
        if (command.isPresent()) {
            return List.of(venv.bin() + "/" + command.get());
        }
        var module = PythonName.normal(name).replace('-', '_');
        return runnable.contains(module) || runnable.size() == 1
                ? List.of(
                        venv.program(), "-m", runnable.contains(module) ? module : runnable.first())
                : List.of();
    }
}
