package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.coordinates.Sha256;

import tools.jackson.databind.JsonNode;

/**
 * What one document says of another, or of a blob: what it is, and by which digest and size it is
 * known.
 *
 * @param platform what an index says it is for; {@code unknown/unknown} where nothing is said
 */
public record Descriptor(String mediaType, Sha256 digest, long size, String platform) {

    static Descriptor of(JsonNode node, String what) throws UnfitImageException {
        var digest = node.path("digest").asString("");
        var size = node.path("size");
        if (!OciVersion.isDigest(digest)) {
            throw new UnfitImageException(
                    what
                            + " is named by '"
                            + digest.substring(0, Math.min(40, digest.length()))
                            + "', which is no sha256 digest");
        }
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
            throw new UnfitImageException(what + " is named without a size");
        }
        return new Descriptor(
                node.path("mediaType").asString(""),
                new Sha256(digest.substring(digest.indexOf(':') + 1)),
                size.asLong(),
                Platform.said(node.path("platform")));
    }

    /** The digest as the protocol writes it. */
    public String written() {
        return "sha256:" + digest.hex();
    }
}
