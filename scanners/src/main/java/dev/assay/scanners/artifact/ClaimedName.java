package dev.assay.scanners.artifact;

import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a package without a request behind it calls itself. */
final class ClaimedName {

    private static final JsonMapper JSON = new JsonMapper();

    private static final Pattern POM_PROPERTIES =
            Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom\\.properties");
    private static final Predicate<String> NAME =
            Pattern.compile("[A-Za-z0-9._+-]{1,200}").asMatchPredicate();
    private static final Pattern VERSIONED =
            Pattern.compile("(.+?)-(\\d[\\w.+-]*?)\\.(?:jar|war|zip|whl)");

    private ClaimedName() {}

    /**
     * The claimed release.
     *
     * @param fallback a file or folder name, for a package that claims nothing usable
     */
    static Purl of(Map<String, byte[]> files, String fallback) {
        var python = PythonClaim.of(files);
        if (python != null) {
            return python;
        }
        var bundle = bundle(files);
        if (bundle != null) {
            return bundle;
        }
        var crate = CrateClaim.of(files);
        if (crate != null) {
            return crate;
        }
        var manifest = manifest(files.get("package.json"));
        var name = text(manifest.path("name"));
        var version = text(manifest.path("version"));
        if (name == null || name.isBlank()) {
            return Purl.npm(fallback.replaceAll("[^A-Za-z0-9._-]", "-"), version);
        }
        return Purl.npm(name, version);
    }

    /** An unpacked MCP bundle, where no package of npm says what it is. */
    private static @Nullable Purl bundle(Map<String, byte[]> files) {
        var manifest = manifest(files.get("manifest.json"));
        var name = text(manifest.path("name"));
        var version = text(manifest.path("version"));
        return files.containsKey("package.json")
                        || text(manifest.path("server").path("type")) == null
                        || name == null
                        || !NAME.test(name)
                ? null
                : new Purl(
                        BundleAddress.TYPE,
                        BundleAddress.NAME,
                        name,
                        version != null && NAME.test(version) ? version : null);
    }

    /**
     * What a zip is: by {@code pom.properties} where Maven left exactly one, by {@code
     * package.json} where there is that, else by the file's name.
     */
    static Purl ofZip(Map<String, byte[]> files, String fileName) {
        var claims =
                files.keySet().stream().filter(POM_PROPERTIES.asMatchPredicate()).limit(2).toList();
        if (claims.size() == 1) {
            var claimed = ofProperties(files.getOrDefault(claims.getFirst(), new byte[0]));
            if (claimed != null) {
                return claimed;
            }
        }
        if (files.containsKey("package.json") || PythonClaim.of(files) != null) {
            return of(files, fileName);
        }
        var named = VERSIONED.matcher(fileName);
        var name = named.matches() ? named.group(1) : fileName;
        return new Purl(
                "generic",
                null,
                name.replaceAll("[^A-Za-z0-9._-]", "-"),
                named.matches() ? named.group(2) : null);
    }

    private static @Nullable Purl ofProperties(byte[] bytes) {
        var properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(bytes));
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        var group = properties.getProperty("groupId", "");
        var artifact = properties.getProperty("artifactId", "");
        var version = properties.getProperty("version", "");
        return NAME.test(group) && NAME.test(artifact) && NAME.test(version)
                ? new Purl("maven", group, artifact, version)
                : null;
    }

    private static JsonNode manifest(byte @Nullable [] bytes) {
        if (bytes == null) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }
}
