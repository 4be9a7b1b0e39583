package dev.assay.registry.dpia;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/**
 * The forms and risks that this version comes with, each a resource with its version in its name.
 */
public final class Library {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();
    private static final Template NEWEST = read("template-uk-ico-1.yaml", Template.class);
    private static final Map<String, Template> TEMPLATES = Map.of(NEWEST.name(), NEWEST);
    private static final RiskLibrary RISKS = read("risks-1.yaml", RiskLibrary.class);

    private static final Toolkit TOOLKIT = read("toolkit-1.yaml", Toolkit.class);

    private Library() {}

    /** The form that a new assessment is made with. */
    public static Template newest() {
        return NEWEST;
    }

    /** The form of that id and version. */
    static Optional<Template> template(String name) {
        return Optional.ofNullable(TEMPLATES.get(name));
    }

    static RiskLibrary risks() {
        return RISKS;
    }

    static Toolkit toolkit() {
        return TOOLKIT;
    }

    static <T> T read(String resource, Class<T> type) {
        try (var in = Library.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            var tree = new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(in);
            return JSON.convertValue(tree, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
