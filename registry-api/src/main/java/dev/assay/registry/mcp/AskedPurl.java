package dev.assay.registry.mcp;

import dev.assay.scanners.coordinates.Purl;

import java.util.Map;

/** The package that a call is about. */
final class AskedPurl {

    private static final String EXAMPLE = "pkg:npm/%40scope/name@1.2.3";

    private AskedPurl() {}

    static Purl of(Map<String, Object> arguments) throws NotAnsweredException {
        try {
            return Purl.parse(String.valueOf(arguments.get("purl")).strip());
        } catch (IllegalArgumentException e) {
            throw new NotAnsweredException(e.getMessage() + ". Write " + EXAMPLE + ".");
        }
    }

    static Purl exact(Map<String, Object> arguments) throws NotAnsweredException {
        var purl = of(arguments);
        if (purl.version() == null) {
            throw new NotAnsweredException(
                    "A release is one exact version. Write " + EXAMPLE + ".");
        }
        return purl;
    }
}
