package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.coordinates.CrateName;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A registry's {@code config.json}: where its crates are (Cargo book, "Index Configuration"). */
record RegistryConfig(String dl) {

    /** Of a registry that says no address of crates. */
    static final RegistryConfig NOTHING = new RegistryConfig("");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] MARKERS = {
        "{crate}", "{version}", "{prefix}", "{lowerprefix}", "{sha256-checksum}"
    };

    /** Reads it; empty where it says no address of crates. */
    static Optional<RegistryConfig> parse(byte[] body) {
        try {
            var dl = JSON.readTree(body).path("dl").asString("");
            return dl.isBlank() ? Optional.empty() : Optional.of(new RegistryConfig(dl));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Where a version is; empty where that is no web address. */
    Optional<URI> address(String crate, String version, String sha256) {
        var template =
                Stream.of(MARKERS).anyMatch(dl::contains) ? dl : dl + "/{crate}/{version}/download";
        var text =
                template.replace("{crate}", crate)
                        .replace("{version}", URLEncoder.encode(version, StandardCharsets.UTF_8))
                        .replace("{prefix}", CrateName.prefix(crate))
                        .replace("{lowerprefix}", CrateName.prefix(crate).toLowerCase(Locale.ROOT))
                        .replace("{sha256-checksum}", sha256);
        try {
            return Optional.of(URI.create(text))
                    .filter(each -> Origin.isWeb(each) && each.getRawUserInfo() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
