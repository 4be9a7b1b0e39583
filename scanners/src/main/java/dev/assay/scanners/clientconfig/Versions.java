package dev.assay.scanners.clientconfig;

import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;

import java.util.regex.Pattern;

/** Which texts name one version and no other. */
final class Versions {

    /** PEP 440 without wildcards; a {@code ==} before it was taken off. */
    private static final Pattern PYTHON =
            Pattern.compile("(?:\\d+!)?\\d+(?:\\.\\d+)*(?:[a-z._-]*\\d+)*(?:\\+[a-z0-9.]+)?");

    private Versions() {}

    static boolean isExact(String type, String text) {
        return switch (type) {
            // npm takes "1.2" and "=1.2.3" for ranges; only a whole version stands for itself.
            case "npm", "cargo" ->
                    Character.isDigit(text.isEmpty() ? ' ' : text.charAt(0))
                            && NpmVersion.parse(text).isPresent();
            case NugetName.TYPE -> NugetVersion.of(text).isPresent();
            default -> PYTHON.matcher(text).matches();
        };
    }
}
