package dev.assay.scanners.artifact.npm;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The npm that is installed on this machine, found through {@code PATH}. It is read, never run: the
 * registry that it uses when nobody configures one stands in its own sources, and Assay has no
 * constant of its own.
 *
 * @param folder npm's package folder, which holds its builtin {@code npmrc}
 * @param prefix npm's global prefix, two folders above the {@code node} that runs it
 */
record InstalledNpm(Path folder, @Nullable Path prefix) {

    private static final String DEFINITIONS =
            "node_modules/@npmcli/config/lib/definitions/definitions.js";
    private static final int LARGEST = 4 << 20;
    private static final int DEEPEST = 6;
    private static final Pattern DEFAULT_REGISTRY =
            Pattern.compile(
                    "\\bregistry: new Definition\\('registry', \\{\\s*default: '(https?://[^'\\s]+)'");

    static Optional<InstalledNpm> find(Map<String, String> environment) {
        return onPath(environment, "npm", "npm.cmd")
                .flatMap(InstalledNpm::packageFolder)
                .map(
                        folder ->
                                new InstalledNpm(
                                        folder,
                                        onPath(environment, "node", "node.exe")
                                                .map(InstalledNpm::prefixOf)
                                                .orElse(null)));
    }

    /** The registry that this npm was built with, or empty where its sources say it differently. */
    Optional<URI> builtInRegistry() {
        var definitions = folder.resolve(DEFINITIONS);
        try {
            if (!Files.isRegularFile(definitions) || Files.size(definitions) > LARGEST) {
                return Optional.empty();
            }
            var matcher =
                    DEFAULT_REGISTRY.matcher(
                            Files.readString(definitions, StandardCharsets.ISO_8859_1));
            return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> onPath(Map<String, String> environment, String... names) {
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            for (var name : names) {
                var file = folder.isEmpty() ? null : Path.of(folder, name);
                if (file != null && Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
        }
        return Optional.empty();
    }

    /** {@code npm} is a link to {@code …/npm/bin/npm-cli.js}; {@code npm.cmd} stands beside. */
    private static Optional<Path> packageFolder(Path executable) {
        try {
            var folder = executable.toRealPath().getParent();
            for (var depth = 0; folder != null && depth < DEEPEST; depth++) {
                for (var place : new String[] {"", "node_modules/npm", "lib/node_modules/npm"}) {
                    var candidate = folder.resolve(place);
                    if (Files.isRegularFile(candidate.resolve(DEFINITIONS))) {
                        return Optional.of(candidate);
                    }
                }
                folder = folder.getParent();
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Path prefixOf(Path node) {
        try {
            var folder = node.toRealPath().getParent();
            var windows = node.getFileName().toString().endsWith(".exe");
            return folder == null || windows ? folder : folder.getParent();
        } catch (IOException e) {
            return null;
        }
    }
}
