package dev.assay.scanners.artifact.oci;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials where docker and skopeo keep them, by the host of a registry. What a file hands to a
 * credential helper is not had: no program is run to ask for it.
 */
final class RegistryCredentials {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LARGEST = 1 << 20;

    private final List<JsonNode> files;

    private RegistryCredentials(List<JsonNode> files) {
        this.files = List.copyOf(files);
    }

    /**
     * Reads the files that there are, in the order in which skopeo asks them.
     *
     * @param explicit to be read alone, or null
     * @throws IllegalArgumentException when the explicit one cannot be read
     */
    static RegistryCredentials read(
            Map<String, String> environment, Path home, @Nullable Path explicit) {
        if (explicit != null) {
            return new RegistryCredentials(
                    List.of(
                            document(explicit)
                                    .orElseThrow(
                                            () ->
                                                    new IllegalArgumentException(
                                                            explicit
                                                                    + " holds no credentials that can be"
                                                                    + " read"))));
        }
        var places = new ArrayList<Path>();
        add(places, environment.get("REGISTRY_AUTH_FILE"), "");
        add(places, environment.get("XDG_RUNTIME_DIR"), "containers/auth.json");
        places.add(home.resolve(".config/containers/auth.json"));
        var docker = environment.get("DOCKER_CONFIG");
        places.add(
                (docker == null ? home.resolve(".docker") : Path.of(docker))
                        .resolve("config.json"));
        return new RegistryCredentials(
                places.stream().flatMap(each -> document(each).stream()).toList());
    }

    private static void add(List<Path> places, @Nullable String folder, String file) {
        if (folder != null && !folder.isBlank()) {
            places.add(file.isEmpty() ? Path.of(folder) : Path.of(folder).resolve(file));
        }
    }

    private static Optional<JsonNode> document(Path file) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST);
            var document = JSON.readTree(bytes);
            return document.path("auths").isObject() ? Optional.of(document) : Optional.empty();
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** The value of a Basic authorization for a registry. */
    Optional<String> of(String host) {
        for (var file : files) {
            for (var key : List.of(host, "https://" + host, "https://" + host + "/v1/")) {
                var entry = file.path("auths").path(key);
                var auth = entry.path("auth").asString("");
                var user = entry.path("username").asString("");
                if (auth.isEmpty() && !user.isEmpty()) {
                    auth =
                            Base64.getEncoder()
                                    .encodeToString(
                                            (user + ":" + entry.path("password").asString(""))
                                                    .getBytes(StandardCharsets.UTF_8));
                }
                if (auth.matches("[A-Za-z0-9+/]+={0,2}")) {
                    return Optional.of("Basic " + auth);
                }
            }
        }
        return Optional.empty();
    }
}
