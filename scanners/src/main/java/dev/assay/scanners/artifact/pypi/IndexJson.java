package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.coordinates.PythonName;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A package's page in its JSON form (PEP 691). */
final class IndexJson {

    static final String TYPE = "application/vnd.pypi.simple.v1+json";

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32,128}");
    private static final int LONGEST = 2_000;
    private static final int MOST_NOTES = 20;

    private IndexJson() {}

    static IndexPage parse(String project, URI address, byte[] body, @Nullable String etag)
            throws MalformedPageException {
        JsonNode page;
        try {
            page = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new MalformedPageException("it is no JSON");
        }
        checkVersion(page.path("meta").path("api-version").asString(""));
        if (!page.path("files").isArray()) {
            throw new MalformedPageException("it lists no files");
        }
        if (!PythonName.normal(page.path("name").asString("")).equals(project)) {
            throw new MalformedPageException("it is about another package");
        }
        var files = new ArrayList<IndexFile>();
        for (var file : page.path("files").values()) {
            file(project, address, file).ifPresent(files::add);
        }
        var status = page.path("project-status").path("status");
        return new IndexPage(
                project,
                files,
                text(status),
                texts(page.path("meta").path("tracks")),
                texts(page.path("alternate-locations")),
                etag);
    }

    /** A later minor version adds to it; a later major one means something else (PEP 629). */
    static void checkVersion(String version) throws MalformedPageException {
        if (!version.matches("1\\.\\d{1,4}")) {
            throw new MalformedPageException(
                    "it is written in version '"
                            + version.replaceAll("[^A-Za-z0-9. _-]", "?")
                            + "' of the simple API, and Assay reads versions 1.x");
        }
    }

    private static Optional<IndexFile> file(String project, URI address, JsonNode file) {
        var name = DistributionFile.of(project, file.path("filename").asString(""));
        var url = url(address, file.path("url").asString(""));
        if (name.isEmpty() || url.isEmpty()) {
            return Optional.empty();
        }
        var metadata =
                file.has("core-metadata")
                        ? file.path("core-metadata")
                        : file.path("dist-info-metadata");
        return Optional.of(
                new IndexFile(
                        name.get(),
                        withoutFragment(url.get()),
                        hashes(file.path("hashes")),
                        text(file.path("requires-python")),
                        yanked(file.path("yanked")),
                        metadata.isObject()
                                ? hashes(metadata)
                                : metadata.asBoolean(false) ? Map.of() : null,
                        file.path("size").canConvertToLong() && file.path("size").longValue() >= 0
                                ? Long.valueOf(file.path("size").longValue())
                                : null,
                        text(file.path("upload-time")),
                        text(file.path("provenance"))));
    }

    private static @Nullable String yanked(JsonNode node) {
        return node.isString() ? cut(node.stringValue()) : node.asBoolean(false) ? "" : null;
    }

    private static Map<String, String> hashes(JsonNode node) {
        var hashes = new HashMap<String, String>();
        for (var each : node.properties()) {
            hash(each.getKey(), each.getValue().asString(""), hashes);
        }
        return hashes;
    }

    static void hash(String algorithm, String digits, Map<String, String> hashes) {
        var plain = digits.strip().toLowerCase(Locale.ROOT);
        if (HASH.matcher(plain).matches() && hashes.size() < MOST_NOTES) {
            hashes.put(algorithm.strip().toLowerCase(Locale.ROOT), plain);
        }
    }

    /**
     * An address of a file, without a name and password, which would be sent to whoever it names.
     */
    static Optional<URI> url(URI address, String written) {
        try {
            var url = address.resolve(new URI(written));
            return Origin.isWeb(url) && url.getUserInfo() == null
                    ? Optional.of(url)
                    : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static URI withoutFragment(URI url) {
        var text = url.toString();
        var hash = text.indexOf('#');
        return hash < 0 ? url : URI.create(text.substring(0, hash));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream()
                .map(IndexJson::text)
                .filter(Objects::nonNull)
                .limit(MOST_NOTES)
                .toList();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? cut(node.stringValue()) : null;
    }

    static String cut(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST));
    }
}
