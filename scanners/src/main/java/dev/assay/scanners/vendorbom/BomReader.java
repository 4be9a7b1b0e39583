package dev.assay.scanners.vendorbom;

import dev.assay.scanners.vendorbom.BomReading.Unreadable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;

/**
 * Reads CycloneDX in JSON and XML, SPDX 2 in JSON and as tags and values, and SPDX 3 in JSON. Only
 * what is compared is taken over, so nothing is resolved, fetched or expanded: no document type, no
 * context, no external reference. The formats' own libraries are not used: they leave out fields,
 * hold whole models of what nobody compares, and bound nothing.
 */
public final class BomReader {

    /** Bytes of the largest document. */
    public static final int LARGEST = 16 << 20;

    /** Components of the largest document. */
    public static final int MOST = 20_000;

    private static final String NEITHER = "it is neither CycloneDX nor SPDX by its own words";

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(100)
                                                    .maxTokenCount(3_000_000)
                                                    .maxStringLength(1 << 20)
                                                    .build())
                                    .build())
                    .build();

    private BomReader() {}

    /** Reads a document of whichever of the formats it is. */
    public static BomReading read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return new Unreadable(0, "it has more than " + LARGEST + " bytes");
        }
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        var start = text.stripLeading();
        try {
            if (start.startsWith("{")) {
                return json(text);
            }
            if (start.startsWith("<")) {
                return CycloneDxXml.read(start);
            }
            return start.contains("SPDXVersion:")
                    ? TagValues.read(text)
                    : new Unreadable(1, NEITHER);
        } catch (UnreadableBomException e) {
            return e.reading();
        }
    }

    private static BomReading json(String text) throws UnreadableBomException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JacksonException e) {
            var at = e.getLocation();
            return new Unreadable(
                    at == null ? 0 : Math.max(0, at.getLineNr()),
                    "it is no JSON, or larger or deeper than any honest one: "
                            + Fields.cut(String.valueOf(e.getOriginalMessage())));
        }
        if (root.path("bomFormat").asString("").equals("CycloneDX")) {
            return new BomReading.Read(CycloneDxJson.read(root));
        }
        if (root.path("spdxVersion").asString("").startsWith("SPDX-2")) {
            return new BomReading.Read(Spdx2Json.read(root));
        }
        return root.path("@graph").isArray() && root.path("@context").toString().contains("spdx")
                ? new BomReading.Read(Spdx3Json.read(root))
                : new Unreadable(1, NEITHER);
    }
}
