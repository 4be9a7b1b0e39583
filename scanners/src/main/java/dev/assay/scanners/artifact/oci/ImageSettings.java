package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.oci.ImageDescription.Settings;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads an image's configuration (image specification, configuration), within bounds. */
final class ImageSettings {

    private static final int MOST = 1_000;
    private static final int LONGEST = 4_000;

    private ImageSettings() {}

    static JsonNode document(byte[] bytes) throws UnfitImageException {
        try {
            return ManifestDocument.JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw new UnfitImageException("its configuration is no JSON that is read");
        }
    }

    static Settings of(JsonNode document) {
        var config = document.path("config");
        return new Settings(
                words(config.path("Entrypoint")),
                words(config.path("Cmd")),
                cut(config.path("User").asString("")),
                cut(config.path("WorkingDir").asString("")),
                words(config.path("Env")),
                names(config.path("ExposedPorts")),
                names(config.path("Volumes")),
                labels(config.path("Labels")),
                words(config.path("Healthcheck").path("Test")),
                words(config.path("OnBuild")));
    }

    private static List<String> words(JsonNode node) {
        if (node.isString()) {
            return List.of(cut(node.stringValue()));
        }
        return node.valueStream().limit(MOST).map(each -> cut(each.asString(""))).toList();
    }

    private static List<String> names(JsonNode node) {
        return node.propertyNames().stream().limit(MOST).map(ImageSettings::cut).sorted().toList();
    }

    private static Map<String, String> labels(JsonNode node) {
        var labels = new TreeMap<String, String>();
        node.propertyNames().stream()
                .limit(MOST)
                .forEach(name -> labels.put(cut(name), cut(node.path(name).asString(""))));
        return labels;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
