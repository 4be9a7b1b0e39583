package dev.assay.registry.policy;

import dev.assay.scanners.closure.LockedPackage;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** What the registry's own object of a version says; whatever it does not say is empty. */
record ManifestFacts(
        String publisher,
        String repository,
        String licence,
        String deprecated,
        boolean installHook) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> HOOKS = List.of("preinstall", "install", "postinstall");

    static ManifestFacts of(LockedPackage locked) {
        JsonNode manifest;
        try {
            manifest = JSON.readTree(locked.manifest());
        } catch (JacksonException e) {
            manifest = JSON.createObjectNode();
        }
        return new ManifestFacts(
                text(manifest.path("_npmUser").path("name")),
                either(manifest.path("repository"), "url"),
                either(manifest.path("license"), "type"),
                deprecated(manifest.path("deprecated")),
                manifest.path("hasInstallScript").asBoolean(false)
                        || HOOKS.stream().anyMatch(manifest.path("scripts")::has));
    }

    Map<String, Object> asPackage(LockedPackage locked) {
        return Map.of(
                "purl",
                locked.purl().toString(),
                "name",
                locked.purl().packageName(),
                "version",
                locked.purl().exactVersion(),
                "integrity",
                locked.integrity().value(),
                "isRelease",
                locked.path().isEmpty(),
                "optional",
                locked.optional(),
                "installHook",
                installHook,
                "deprecated",
                deprecated,
                "licence",
                licence);
    }

    /** npm writes a message; old registries a flag. */
    private static String deprecated(JsonNode node) {
        return node.isBoolean() ? (node.asBoolean() ? "deprecated" : "") : text(node);
    }

    private static String either(JsonNode node, String member) {
        return node.isObject() ? text(node.path(member)) : text(node);
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.asString().strip() : "";
    }
}
