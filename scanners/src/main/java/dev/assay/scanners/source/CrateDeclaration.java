package dev.assay.scanners.source;

import dev.assay.scanners.source.DeclaredSource.Claim;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.toml.TomlMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;

/**
 * What a crate says of its source: the repository of its manifest, and the commit and folder that
 * cargo writes into every crate that it packs in a clean checkout ({@code .cargo_vcs_info.json}).
 */
final class CrateDeclaration {

    static final String MANIFEST = "Cargo.toml";
    static final String COMMIT = ".cargo_vcs_info.json";

    private static final TomlMapper TOML = new TomlMapper();
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 4 << 20;

    private CrateDeclaration() {}

    static DeclaredSource of(Map<String, byte[]> files) {
        var crate = read(TOML, files.get(MANIFEST)).path("package");
        var packed = read(JSON, files.get(COMMIT));
        var folder = RepositoryAddress.folder(packed.path("path_in_vcs").asString(""));
        var claims = new ArrayList<Claim>();
        for (var field : new String[] {"repository", "homepage"}) {
            var address = crate.path(field).asString("");
            if (!address.isBlank()) {
                claims.add(new Claim(address, field + " in " + MANIFEST, folder));
            }
        }
        var commit = packed.path("git").path("sha1").asString("");
        return new DeclaredSource(claims, "", commit.matches("[0-9a-f]{40}") ? commit : "");
    }

    private static JsonNode read(
            ObjectMapper format, byte @org.jspecify.annotations.Nullable [] bytes) {
        if (bytes == null || bytes.length > LARGEST) {
            return MissingNode.getInstance();
        }
        try {
            return format.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
