package dev.assay.scanners.javascript;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Finds the file of the package that a specifier means, as Node and bundlers would. */
final class Resolver {

    private static final String[] ENDINGS = {
        "", ".js", ".mjs", ".cjs", ".json", ".node", "/index.js", "/index.mjs", "/index.cjs"
    };

    private final Map<String, byte[]> files;
    private final List<FrontEnd> languages;
    private final JsonNode imports;
    private final String ownName;
    private final JsonNode exports;

    Resolver(Map<String, byte[]> files, List<FrontEnd> languages) {
        this.files = files;
        this.languages = languages;
        var manifest = manifest(files.get("package.json"));
        imports = manifest.path("imports");
        exports = manifest.path("exports");
        ownName = manifest.path("name").asString("");
    }

    private static JsonNode manifest(byte @Nullable [] bytes) {
        var mapper = JsonMapper.shared();
        try {
            return bytes == null ? mapper.createObjectNode() : mapper.readTree(bytes);
        } catch (JacksonException e) {
            // Judged elsewhere; here it only means that nothing is mapped.
            return mapper.createObjectNode();
        }
    }

    /**
     * The path inside the package, or null for other packages, Node's own, and what is not there.
     */
    @Nullable String resolve(String fromFile, String specifier) {
        if (specifier.startsWith("./") || specifier.startsWith("../") || specifier.equals(".")) {
            var slash = fromFile.lastIndexOf('/');
            return file(normal((slash < 0 ? "" : fromFile.substring(0, slash + 1)) + specifier));
        }
        for (var language : languages) {
            if (specifier.startsWith(language.scheme())) {
                return language.resolve(files, fromFile, specifier);
            }
        }
        if (specifier.startsWith("#")) {
            return target(imports.path(specifier));
        }
        if (!ownName.isEmpty() && specifier.equals(ownName)) {
            return target(exports.has(".") ? exports.path(".") : exports);
        }
        if (!ownName.isEmpty() && specifier.startsWith(ownName + "/")) {
            var rest = specifier.substring(ownName.length() + 1);
            var mapped = target(exports.path("./" + rest));
            return mapped == null ? file(rest) : mapped;
        }
        return null;
    }

    /** The file for a path as a manifest gives it: {@code ./dist/cli} or {@code dist/cli.js}. */
    @Nullable String file(String path) {
        var plain = normal(path);
        for (var ending : ENDINGS) {
            if (files.containsKey(plain + ending)) {
                return plain + ending;
            }
        }
        // TypeScript's own convention: the source names the output's extension.
        if (plain.endsWith(".js")
                && files.containsKey(plain.substring(0, plain.length() - 3) + ".ts")) {
            return plain.substring(0, plain.length() - 3) + ".ts";
        }
        return null;
    }

    private @Nullable String target(JsonNode mapping) {
        if (mapping.isString()) {
            return file(mapping.asString());
        }
        for (var condition : mapping) {
            var found = target(condition);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * The name of the package that a bare specifier means, or null for relative ones and Node's
     * own.
     */
    static @Nullable String packageOf(String specifier) {
        if (specifier.startsWith(PythonLibrary.SCHEME)) {
            return PythonLibrary.packageOf(specifier);
        }
        if (specifier.isEmpty()
                || ".#/".indexOf(specifier.charAt(0)) >= 0
                || specifier.contains(":")) {
            return null;
        }
        var first = specifier.indexOf('/');
        if (first < 0) {
            return NodeModules.isBuiltIn(specifier) ? null : specifier;
        }
        if (NodeModules.isBuiltIn(specifier.substring(0, first))) {
            return null;
        }
        if (!specifier.startsWith("@")) {
            return specifier.substring(0, first);
        }
        var second = specifier.indexOf('/', first + 1);
        return second < 0 ? specifier : specifier.substring(0, second);
    }

    static String normal(String path) {
        var parts = new ArrayDeque<String>();
        for (var part : path.split("/")) {
            switch (part) {
                case "", "." -> {}
                case ".." -> parts.pollLast();
                default -> parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
