package dev.assay.scanners.flaw;

import dev.assay.scanners.coordinates.NugetName;

import java.util.regex.Pattern;

/** The ecosystems of the OSV schema that are known here. */
final class OsvEcosystem {

    private static final Pattern DEBIAN = Pattern.compile("Debian:(\\d+)");

    /** Not of Ubuntu Pro, whose packages are others. */
    private static final Pattern UBUNTU = Pattern.compile("Ubuntu:(\\d+\\.\\d+)(?::LTS)?");

    private static final Pattern ALPINE = Pattern.compile("Alpine:v(\\d+\\.\\d+)");

    private OsvEcosystem() {}

    /**
     * The type under which a {@link Sought} is of an ecosystem; empty where none is known here.
     *
     * @param name as the schema writes it, which may have a release or a repository behind a colon
     */
    static String type(String name) {
        return switch (name.split(":", 2)[0]) {
            case "npm" -> "npm";
            case "Maven" -> "maven";
            case "PyPI" -> "pypi";
            case String crates when crates.startsWith("crates.") -> "cargo";
            case "NuGet" -> NugetName.TYPE;
            case "Debian" -> release(DEBIAN, name, "deb/debian-");
            case "Ubuntu" -> release(UBUNTU, name, "deb/ubuntu-");
            case "Alpine" -> release(ALPINE, name, "apk/alpine-");
            case "Wolfi" -> "apk/wolfi";
            case "Chainguard" -> "apk/chainguard";
            default -> "";
        };
    }

    private static String release(Pattern pattern, String name, String type) {
        var found = pattern.matcher(name);
        return found.matches() ? type + found.group(1) : "";
    }
}
