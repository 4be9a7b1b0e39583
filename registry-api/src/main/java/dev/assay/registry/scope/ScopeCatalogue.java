package dev.assay.registry.scope;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The scopes of well-known providers, as {@code scope-catalogue.yaml} tells them. */
public final class ScopeCatalogue {

    private static final ScopeCatalogue BUILT_IN = load();

    private final Map<String, Provider> providers;

    /**
     * @param prefix what the provider's protocol puts before most of its scopes; empty for none
     */
    private record Provider(String name, String prefix, Map<String, KnownScope> scopes) {}

    private ScopeCatalogue(Map<?, ?> file) {
        providers = new LinkedHashMap<>();
        file.forEach(
                (key, value) ->
                        providers.put(
                                String.valueOf(key),
                                provider(String.valueOf(key), (Map<?, ?>) value)));
    }

    public static ScopeCatalogue builtIn() {
        return BUILT_IN;
    }

    /** The providers by their keys, with their names. */
    public Map<String, String> providers() {
        var names = new LinkedHashMap<String, String>();
        providers.forEach((key, provider) -> names.put(key, provider.name()));
        return names;
    }

    /** All scopes of a provider; empty where there is no such provider. */
    public List<KnownScope> of(String provider) {
        var found = providers.get(provider);
        return found == null ? List.of() : List.copyOf(found.scopes().values());
    }

    /** A scope, with or without the address that its provider puts before it. */
    public Optional<KnownScope> find(String provider, String scope) {
        var found = providers.get(provider.toLowerCase(Locale.ROOT));
        return found == null
                ? Optional.empty()
                : Optional.ofNullable(found.scopes().get(shorten(found, scope)));
    }

    /** The scope without that address, so that both ways to write it are one. */
    public String shorten(String provider, String scope) {
        var found = providers.get(provider.toLowerCase(Locale.ROOT));
        return found == null ? scope : shorten(found, scope);
    }

    private static String shorten(Provider provider, String scope) {
        return !provider.prefix().isEmpty() && scope.startsWith(provider.prefix())
                ? scope.substring(provider.prefix().length())
                : scope;
    }

    private static Provider provider(String key, Map<?, ?> value) {
        var prefix = value.get("prefix");
        var scopes = new LinkedHashMap<String, KnownScope>();
        ((Map<?, ?>) part(value, "scopes"))
                .forEach(
                        (scope, told) ->
                                scopes.put(
                                        String.valueOf(scope),
                                        scope(key, String.valueOf(scope), (Map<?, ?>) told)));
        return new Provider(
                part(value, "name").toString(), prefix == null ? "" : prefix.toString(), scopes);
    }

    private static KnownScope scope(String provider, String scope, Map<?, ?> told) {
        return new KnownScope(
                provider,
                scope,
                KnownScope.Kind.valueOf(part(told, "class").toString().toUpperCase(Locale.ROOT)),
                part(told, "allows").toString(),
                list(told.get("narrower")),
                told.get("reads") == null ? null : part(told, "reads").toString());
    }

    private static List<String> list(@Nullable Object value) {
        var list = new ArrayList<String>();
        if (value instanceof List<?> all) {
            all.forEach(each -> list.add(String.valueOf(each)));
        }
        return list;
    }

    private static Object part(Map<?, ?> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
    }

    private static ScopeCatalogue load() {
        try (var in = ScopeCatalogue.class.getResourceAsStream("scope-catalogue.yaml")) {
            Map<?, ?> file =
                    new Yaml(new SafeConstructor(new LoaderOptions()))
                            .load(Objects.requireNonNull(in, "scope-catalogue.yaml"));
            return new ScopeCatalogue(file);
        } catch (IOException e) {
            throw new UncheckedIOException("scope-catalogue.yaml", e);
        }
    }
}
