package dev.assay.scanners.manifest;

import java.util.regex.Pattern;

/**
 * Where npm takes a dependency from, told by its specifier (npm-package-arg): anything but the
 * registry escapes the registry's integrity and the gate.
 */
enum DependencySource {
    REGISTRY("registry"),
    ALIAS("alias"),
    GIT("git"),
    URL("url"),
    FILE("file");

    private static final Pattern GIT_ADDRESS =
            Pattern.compile(
                    "(git(\\+\\w+)?:|git@|github:|gitlab:|bitbucket:|gist:).*"
                            + "|https?://[^?#]*\\.git(#.*)?",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern HOSTED_SHORTHAND =
            Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+(#.*)?");

    private final String word;

    DependencySource(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static DependencySource of(String specifier) {
        var text = specifier.strip();
        if (text.startsWith("npm:")) {
            return ALIAS;
        }
        if (GIT_ADDRESS.matcher(text).matches()) {
            return GIT;
        }
        if (text.regionMatches(true, 0, "http://", 0, 7)
                || text.regionMatches(true, 0, "https://", 0, 8)) {
            return URL;
        }
        if (text.startsWith("file:")
                || text.startsWith("link:")
                || text.startsWith("./")
                || text.startsWith("../")
                || text.startsWith("/")
                || text.startsWith("~/")) {
            return FILE;
        }
        return HOSTED_SHORTHAND.matcher(text).matches() ? GIT : REGISTRY;
    }
}
