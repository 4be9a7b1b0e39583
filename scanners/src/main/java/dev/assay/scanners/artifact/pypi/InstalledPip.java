package dev.assay.scanners.artifact.pypi;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pip that is installed on this machine, found through {@code PATH}. It is read, never run: the
 * index that it uses when nobody configures one stands in its own sources, and Assay has no
 * constant of its own.
 *
 * @param folder pip's package folder
 * @param prefix the folder of the Python that it belongs to, which holds its site's {@code
 *     pip.conf}
 */
record InstalledPip(Path folder, @Nullable Path prefix) {

    private static final String INDEX = "_internal/models/index.py";
    private static final int LARGEST = 1 << 20;
    private static final Pattern DEFAULT_INDEX =
            Pattern.compile("(?m)^PyPI\\s*=\\s*PackageIndex\\(\\s*[\"'](https?://[^\"'\\s]+)[\"']");

    static Optional<InstalledPip> find(Map<String, String> environment) {
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (var name : List.of("pip", "pip3", "python3", "pip.exe", "python.exe")) {
                var command = folder.isEmpty() ? null : Path.of(folder, name);
                if (command != null && Files.isRegularFile(command)) {
                    var found = beside(command, environment);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The index that this pip was built with, or empty where its sources say it differently. */
    Optional<URI> builtInIndex() {
        var source = folder.resolve(INDEX);
        try {
            if (Files.size(source) > LARGEST) {
                return Optional.empty();
            }
            var form = DEFAULT_INDEX.matcher(Files.readString(source, StandardCharsets.ISO_8859_1));
            return form.find()
                    ? Optional.of(URI.create(form.group(1)).resolve("simple/"))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<InstalledPip> beside(Path command, Map<String, String> environment) {
        var prefixes = new ArrayList<Path>();
        try {
            for (var file : List.of(command.toAbsolutePath(), command.toRealPath())) {
                var folder = file.getParent();
                var above = folder == null ? null : folder.getParent();
                if (folder != null && above != null) {
                    prefixes.add(above);
                    prefixes.addAll(ofShim(folder, above, environment));
                }
            }
            for (var prefix : prefixes) {
                var folder = packageFolder(prefix);
                if (folder.isPresent()) {
                    return folder.map(found -> new InstalledPip(found, prefix));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** pyenv puts scripts in place of commands, which choose among the Pythons beside them. */
    private static List<Path> ofShim(Path folder, Path above, Map<String, String> environment)
            throws IOException {
        if (!folder.endsWith("shims")) {
            return List.of();
        }
        var global = above.resolve("version");
        var named =
                Optional.ofNullable(environment.get("PYENV_VERSION"))
                        .orElse(Files.isRegularFile(global) ? Files.readString(global) : "");
        return named.lines()
                .flatMap(line -> List.of(line.strip().split("[:\\s]+")).stream())
                .filter(each -> each.matches("[\\w.+-]+"))
                .map(each -> above.resolve("versions").resolve(each))
                .toList();
    }

    private static Optional<Path> packageFolder(Path prefix) throws IOException {
        var roots = new ArrayList<Path>();
        for (var lib : List.of("lib", "lib64", "Lib", "local/lib")) {
            var folder = prefix.resolve(lib);
            roots.add(folder.resolve("site-packages"));
            roots.add(folder.resolve("python3/dist-packages"));
            if (Files.isDirectory(folder)) {
                try (var inside = Files.newDirectoryStream(folder, "python3.*")) {
                    for (var each : inside) {
                        roots.add(each.resolve("site-packages"));
                        roots.add(each.resolve("dist-packages"));
                    }
                }
            }
        }
        return roots.stream()
                .map(each -> each.resolve("pip"))
                .filter(each -> Files.isRegularFile(each.resolve(INDEX)))
                .max(Comparator.naturalOrder());
    }
}
