package dev.assay.scanners.artifact.oci;

import tools.jackson.databind.JsonNode;

/** Which machines an image is for, as {@code linux/amd64} or {@code linux/arm64/v8}. */
public record Platform(String text) {

    /** What is vetted where nobody says otherwise. */
    public static final Platform DEFAULT = new Platform("linux/amd64");

    public Platform {
        if (!text.matches("[a-z0-9_.-]{1,40}/[a-z0-9_.-]{1,40}(?:/[a-z0-9_.-]{1,40})?")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no platform; write linux/amd64 or linux/arm64/v8");
        }
    }

    /** What an index, or an image's configuration, says. */
    static String said(JsonNode node) {
        var variant = node.path("variant").asString("");
        return node.path("os").asString("unknown")
                + "/"
                + node.path("architecture").asString("unknown")
                + (variant.isEmpty() ? "" : "/" + variant);
    }

    /** Whether what is said is of this platform; one without a variant takes any. */
    boolean takes(String said) {
        return said.equals(text)
                || text.indexOf('/') == text.lastIndexOf('/') && said.startsWith(text + "/");
    }

    @Override
    public String toString() {
        return text;
    }
}
