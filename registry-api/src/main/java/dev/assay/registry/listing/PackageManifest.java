package dev.assay.registry.listing;

import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a publisher says of a package in its manifest, cut to what server.json has room for. */
final class PackageManifest {

    /** server.json 2025-12-11: a description has 1 to 100 characters, and so has a title. */
    static final int MOST_TEXT = 100;

    private static final int MOST_URL = 500;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");
    private static final Pattern FORGE =
            Pattern.compile(
                    "(?:git\\+)?(?:https?|git|ssh)://(?:[^@/]+@)?(github\\.com|gitlab\\.com|bitbucket\\.org)"
                            + "[/:]([A-Za-z0-9_.-]+/[A-Za-z0-9_./-]+?)(?:\\.git)?/?");
    private static final Pattern SHORT =
            Pattern.compile("(github|gitlab|bitbucket):([\\w.-]+/[\\w.-]+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode manifest;

    PackageManifest(String json) {
        this.manifest = read(json);
    }

    /** What a package is called; of a bundle the file, since its address is not for people. */
    static String title(Purl purl) {
        return line(
                BundleAddress.isOne(purl)
                        ? purl.name()
                                .replaceFirst("[-_.]?v?\\{version}", "")
                                .replaceFirst("\\.mcpb$", "")
                        : purl.packageName());
    }

    /** One line without invisible characters, never empty. */
    String description(String otherwise) {
        var said = line(manifest.path("description").asString(""));
        return said.isEmpty() ? line(otherwise) : said;
    }

    /** As a probe of a remote server found it. */
    @Nullable String transport() {
        var said = manifest.path("transport").asString("");
        return List.of("streamable-http", "sse").contains(said) ? said : null;
    }

    @Nullable String deprecated() {
        var said = line(manifest.path("deprecated").asString(""));
        return said.isEmpty() ? null : said;
    }

    /** The name it gives itself among MCP servers (package.json's {@code mcpName}). */
    Optional<String> mcpName() {
        return Optional.of(manifest.path("mcpName").asString("").strip())
                .filter(ServerNames::isName);
    }

    Optional<Entry.Repository> repository() {
        var node = manifest.path("repository");
        var said = (node.isObject() ? node.path("url") : node).asString("").strip();
        if (said.length() > MOST_URL) {
            return Optional.empty();
        }
        var shorthand = SHORT.matcher(said);
        if (shorthand.matches()) {
            var host =
                    shorthand.group(1) + (shorthand.group(1).equals("bitbucket") ? ".org" : ".com");
            return Optional.of(
                    new Entry.Repository(
                            "https://" + host + "/" + shorthand.group(2), shorthand.group(1)));
        }
        var forge = FORGE.matcher(said);
        return forge.matches()
                ? Optional.of(
                        new Entry.Repository(
                                "https://" + forge.group(1) + "/" + forge.group(2),
                                forge.group(1).substring(0, forge.group(1).indexOf('.'))))
                : Optional.empty();
    }

    @Nullable String websiteUrl() {
        var said = manifest.path("homepage").asString("").strip();
        try {
            var uri = new URI(said);
            return said.length() <= MOST_URL
                            && "https".equalsIgnoreCase(uri.getScheme())
                            && uri.getHost() != null
                    ? said
                    : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String line(String text) {
        var line = CONTROL.matcher(text).replaceAll(" ").strip();
        if (line.length() <= MOST_TEXT) {
            return line;
        }
        var end =
                Character.isHighSurrogate(line.charAt(MOST_TEXT - 2))
                        ? MOST_TEXT - 2
                        : MOST_TEXT - 1;
        return line.substring(0, end) + "…";
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "a manifest that was kept is no JSON: "
                            + String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT),
                    e);
        }
    }
}
