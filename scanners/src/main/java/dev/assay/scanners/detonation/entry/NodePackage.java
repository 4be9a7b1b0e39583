package dev.assay.scanners.detonation.entry;

import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code npx} would run of an installed package: its only bin, or the one that bears its name.
 */
final class NodePackage {

    private static final JsonMapper JSON = HostileJson.mapper(1 << 20);
    private static final long LARGEST = 4 << 20;
    private static final List<String> HOOKS = List.of("preinstall", "install", "postinstall");

    private final Path folder;
    private final JsonNode manifest;

    private NodePackage(Path folder, JsonNode manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    static NodePackage of(Path folder) throws IOException {
        var file = folder.resolve("package.json");
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return new NodePackage(folder, JsonNodeFactory.instance.objectNode());
        }
        try {
            return new NodePackage(folder, JSON.readTree(Files.readAllBytes(file)));
        } catch (JacksonException e) {
            return new NodePackage(folder, JsonNodeFactory.instance.objectNode());
        }
    }

    /** The file to run, below the package's folder; null where there is none. */
    @Nullable String program() {
        var name = manifest.path("name").asString("");
        var bin = manifest.path("bin");
        String target = null;
        if (bin.isString()) {
            target = bin.stringValue();
        } else if (bin.isObject() && bin.size() == 1) {
            target = bin.values().iterator().next().asString("");
        } else if (bin.isObject()) {
            target = bin.path(name.substring(name.indexOf('/') + 1)).asString("");
            for (var each : bin.properties()) {
                // npx asks for one of several by name; a server's is called like one.
                if (target.isEmpty() && each.getKey().contains("mcp")) {
                    target = each.getValue().asString("");
                }
            }
        }
        if (target == null || target.isEmpty()) {
            target = manifest.path("main").asString("index.js");
        }
        var file = folder.resolve(target).normalize();
        return file.startsWith(folder) && Files.isRegularFile(file)
                ? folder.relativize(file).toString()
                : null;
    }

    /** Its programs by name, each with its file below the package's folder. */
    Map<String, String> programs() {
        var programs = new LinkedHashMap<String, String>();
        var bin = manifest.path("bin");
        if (bin.isString()) {
            var name = manifest.path("name").asString("");
            programs.put(name.substring(name.indexOf('/') + 1), bin.stringValue());
        }
        for (var each : bin.properties()) {
            programs.put(each.getKey(), each.getValue().asString(""));
        }
        return programs;
    }

    /**
     * Whether npm builds it by node-gyp, since it says nothing else (npm's documentation of
     * scripts).
     */
    boolean isBuilt() {
        var hooks = hooks();
        return Files.isRegularFile(folder.resolve(NativeBuild.FILE))
                && manifest.path("gypfile").asBoolean(true)
                && !hooks.containsKey("preinstall")
                && !hooks.containsKey("install");
    }

    /** The commands that npm runs when it installs the package, in their order. */
    Map<String, String> hooks() {
        var hooks = new LinkedHashMap<String, String>();
        for (var hook : HOOKS) {
            var command = manifest.path("scripts").path(hook).asString("");
            if (!command.isBlank()) {
                hooks.put(hook, command);
            }
        }
        return hooks;
    }
}
