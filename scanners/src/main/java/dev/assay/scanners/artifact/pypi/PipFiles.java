package dev.assay.scanners.artifact.pypi;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * pip's configuration, as pip reads it: files from the least to the most specific, variables last.
 */
final class PipFiles {

    private static final int LARGEST = 1 << 20;
    private static final String VARIABLE = "PIP_";

    /**
     * A value, with what says so.
     *
     * @param namedBy a file or a variable
     */
    record Named(String value, String namedBy) {}

    private final Map<String, Named> values = new HashMap<>();

    private PipFiles() {}

    /**
     * Reads it.
     *
     * @param site the folder of pip's Python, or null
     * @throws IllegalArgumentException when a file cannot be read
     */
    static PipFiles read(Map<String, String> environment, Path home, @Nullable Path site) {
        var read = new PipFiles();
        for (var file : places(environment, home, site)) {
            read.add(file);
        }
        environment.forEach(
                (name, value) -> {
                    if (name.startsWith(VARIABLE) && !value.isBlank()) {
                        read.values.put(
                                option(name.substring(VARIABLE.length())),
                                new Named(value.strip(), "the variable " + name));
                    }
                });
        return read;
    }

    Optional<Named> get(String option) {
        return Optional.ofNullable(values.get(option));
    }

    private static List<Path> places(
            Map<String, String> environment, Path home, @Nullable Path site) {
        var explicit = environment.get("PIP_CONFIG_FILE");
        // pip's own way of asking for no configuration at all.
        if (explicit != null
                && (explicit.equals("/dev/null") || explicit.equalsIgnoreCase("nul"))) {
            return List.of();
        }
        var places = new ArrayList<Path>();
        for (var folder :
                environment.getOrDefault("XDG_CONFIG_DIRS", "/etc/xdg").split(File.pathSeparator)) {
            if (!folder.isEmpty()) {
                places.add(Path.of(folder, "pip", "pip.conf"));
            }
        }
        places.add(Path.of("/etc/pip.conf"));
        var named = explicit == null || explicit.isEmpty() ? null : Path.of(explicit);
        if (named == null || !Files.exists(named)) {
            places.add(home.resolve(".pip").resolve("pip.conf"));
            var config = environment.get("XDG_CONFIG_HOME");
            places.add(
                    (config == null || config.isEmpty() ? home.resolve(".config") : Path.of(config))
                            .resolve("pip")
                            .resolve("pip.conf"));
        }
        if (site != null) {
            places.add(site.resolve("pip.conf"));
        }
        if (named != null) {
            places.add(named);
        }
        return places;
    }

    /** {@code [install]} counts before {@code [global]} of every file. */
    private void add(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalArgumentException(file + " is larger than any pip.conf");
            }
            var sections = sections(Files.readString(file));
            for (var section : List.of("global", "install")) {
                sections.getOrDefault(section, Map.of())
                        .forEach(
                                (option, value) ->
                                        values.put(
                                                option, new Named(value.strip(), file.toString())));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Map<String, String>> sections(String text) {
        var sections = new HashMap<String, Map<String, String>>();
        var section = "";
        String option = null;
        for (var line : text.lines().toList()) {
            var plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#") || plain.startsWith(";")) {
                continue;
            }
            var options = sections.computeIfAbsent(section, any -> new LinkedHashMap<>());
            if (Character.isWhitespace(line.charAt(0)) && option != null) {
                options.merge(option, plain, (before, more) -> before + "\n" + more);
            } else if (plain.startsWith("[") && plain.endsWith("]")) {
                section = plain.substring(1, plain.length() - 1).strip();
                option = null;
            } else {
                var cut = plain.indexOf('=');
                var colon = plain.indexOf(':');
                cut = cut < 0 || (colon >= 0 && colon < cut) ? colon : cut;
                option = cut < 0 ? null : option(plain.substring(0, cut));
                if (option != null) {
                    options.put(option, plain.substring(cut + 1).strip());
                }
            }
        }
        return sections;
    }

    private static String option(String written) {
        return written.strip().toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^--", "");
    }
}
