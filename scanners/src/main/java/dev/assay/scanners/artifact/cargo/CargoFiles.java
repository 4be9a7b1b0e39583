package dev.assay.scanners.artifact.cargo;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What cargo's own files and variables say of registries (Cargo book, "Configuration" and "Source
 * Replacement"). Those of projects are not looked for: a service has none. Programs that would give
 * out credentials are never run.
 */
final class CargoFiles {

    private static final TomlMapper TOML = new TomlMapper();
    private static final JsonNode NOTHING = new JsonMapper().createObjectNode();

    private final Path home;
    private final JsonNode config;
    private final JsonNode credentials;
    private final Map<String, String> environment;

    private CargoFiles(
            Path home, JsonNode config, JsonNode credentials, Map<String, String> environment) {
        this.home = home;
        this.config = config;
        this.credentials = credentials;
        this.environment = environment;
    }

    /** An address with what names it, for people. */
    record Named(String index, String by) {}

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when one of them cannot be read, made for people
     */
    static CargoFiles read(Map<String, String> environment, Path userHome) {
        var set = environment.get("CARGO_HOME");
        var home = set == null || set.isBlank() ? userHome.resolve(".cargo") : Path.of(set);
        return new CargoFiles(home, table(home, "config"), table(home, "credentials"), environment);
    }

    /** Cargo takes the old name without an ending first, where both are there. */
    private static JsonNode table(Path home, String name) {
        for (var file : new Path[] {home.resolve(name), home.resolve(name + ".toml")}) {
            if (Files.isRegularFile(file)) {
                try {
                    return TOML.readTree(Files.readString(file));
                } catch (IOException | JacksonException e) {
                    throw new IllegalArgumentException(
                            "cargo's file "
                                    + file.getFileName()
                                    + " cannot be read: "
                                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                            e);
                }
            }
        }
        return NOTHING;
    }

    /**
     * The index that cargo takes crates from when nobody names a registry: what stands for its own
     * one, else the default.
     *
     * @throws IllegalArgumentException when they name none that could be asked, made for people
     */
    Optional<Named> index() {
        var source = text(config.path("source").path("crates-io").path("replace-with"));
        var seen = new HashSet<String>();
        while (source != null) {
            var own = config.path("source").path(source);
            var further = text(own.path("replace-with"));
            if (further == null) {
                return Optional.of(replacement(source, own));
            }
            if (!seen.add(source)) {
                throw new IllegalArgumentException(
                        "cargo's sources replace each other in a circle at '" + source + "'");
            }
            source = further;
        }
        var preferred = environment.get("CARGO_REGISTRY_DEFAULT");
        var name = preferred != null ? preferred : text(config.path("registry").path("default"));
        if (name == null || name.equals("crates-io")) {
            return Optional.empty();
        }
        var index = registry(name);
        if (index == null) {
            throw new IllegalArgumentException(
                    "cargo's default registry '" + name + "' is defined nowhere");
        }
        return Optional.of(new Named(index, "the default registry of cargo's configuration"));
    }

    private Named replacement(String name, JsonNode source) {
        var registry = text(source.path("registry"));
        if (registry == null) {
            registry = registry(name);
        }
        if (registry == null) {
            throw new IllegalArgumentException(
                    "cargo's source '"
                            + name
                            + "' is no registry; folders and repositories are not read");
        }
        return new Named(registry, "the source '" + name + "' of cargo's configuration");
    }

    private @Nullable String registry(String name) {
        var set = environment.get("CARGO_REGISTRIES_" + variable(name) + "_INDEX");
        return set != null ? set : text(config.path("registries").path(name).path("index"));
    }

    /** The token of the registry whose index is at an address; null for none. */
    @Nullable String token(String index) {
        var names = new HashSet<String>();
        names.addAll(config.path("registries").propertyNames());
        names.addAll(credentials.path("registries").propertyNames());
        for (var name : names.stream().sorted().toList()) {
            var own = registry(name);
            if (own != null && bare(own).equals(bare(index))) {
                var set = environment.get("CARGO_REGISTRIES_" + variable(name) + "_TOKEN");
                var kept = text(credentials.path("registries").path(name).path("token"));
                return set != null
                        ? set
                        : kept != null
                                ? kept
                                : text(config.path("registries").path(name).path("token"));
            }
        }
        return null;
    }

    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** An address without what says which protocol it speaks, ending in a slash. */
    static String bare(String index) {
        var plain = index.startsWith("sparse+") ? index.substring("sparse+".length()) : index;
        return plain.endsWith("/") ? plain : plain + "/";
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    @Override
    public String toString() {
        return String.valueOf(home);
    }
}
