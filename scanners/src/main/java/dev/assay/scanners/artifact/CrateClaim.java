package dev.assay.scanners.artifact;

import dev.assay.scanners.coordinates.CrateName;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.dataformat.toml.TomlMapper;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a crate calls itself, where no package of npm lies beside its manifest. */
final class CrateClaim {

    private static final TomlMapper TOML = new TomlMapper();
    private static final int LARGEST = 4 << 20;

    private CrateClaim() {}

    static @Nullable Purl of(Map<String, byte[]> files) {
        var bytes = files.get("Cargo.toml");
        if (bytes == null || bytes.length > LARGEST || files.containsKey("package.json")) {
            return null;
        }
        try {
            var said = TOML.readTree(new String(bytes, StandardCharsets.UTF_8)).path("package");
            var name = said.path("name").asString("");
            var version = said.path("version").asString("");
            return CrateName.isName(name)
                    ? new Purl(
                            "cargo",
                            null,
                            name,
                            version.matches("[0-9][0-9A-Za-z.+-]{0,127}") ? version : null)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
