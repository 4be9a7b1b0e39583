package dev.assay.scanners.source;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Files that no repository holds because a tool of the ecosystem makes them for each package. */
final class PackagingFiles {

    private static final Map<String, String> COMPILED =
            Map.ofEntries(
                    Map.entry("class", "compiled for the Java virtual machine"),
                    Map.entry("jar", "an archive of compiled classes"),
                    Map.entry("node", "machine code"),
                    Map.entry("so", "machine code"),
                    Map.entry("dll", "machine code"),
                    Map.entry("dylib", "machine code"),
                    Map.entry("exe", "machine code"),
                    Map.entry("pyd", "machine code"),
                    Map.entry("pyc", "compiled Python"),
                    Map.entry("wasm", "WebAssembly"));

    private PackagingFiles() {}

    /** What makes it; null where nothing does. */
    static @Nullable String why(String path) {
        if (path.matches(
                "[^/]+\\.(?:dist-info|egg-info)/.*|PKG-INFO|(?:.*/)?[^/]+\\.egg-info/.*")) {
            return "Python's packaging tools make it";
        }
        if (path.matches(
                "META-INF/(?:MANIFEST\\.MF|INDEX\\.LIST|maven/.*|[^/]+\\.(?:SF|RSA|DSA|EC))")) {
            return "Java's packaging tools make it";
        }
        // What its author wrote stands beside it, as Cargo.toml.orig, and is compared.
        if (path.matches("Cargo\\.toml|Cargo\\.lock|\\.cargo_vcs_info\\.json")) {
            return "cargo makes it";
        }
        return null;
    }

    /** What it was compiled to, which nothing here compares with its source; null for others. */
    static @Nullable String compiled(String path) {
        return COMPILED.get(path.substring(path.lastIndexOf('.') + 1));
    }
}
