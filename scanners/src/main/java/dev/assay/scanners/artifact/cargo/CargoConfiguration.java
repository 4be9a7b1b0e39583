package dev.assay.scanners.artifact.cargo;

import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.NameRoutes;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;
import dev.assay.scanners.coordinates.CrateName;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where crates come from, and with which token: Assay's own setting where there is one, else what
 * cargo's configuration says. Assay has no registry of its own.
 */
public final class CargoConfiguration {

    private static final String NAME = "cargo";
    private static final String SETTING =
            "set assay.upstream.cargo.url, or replace the source crates-io in cargo's config.toml by"
                    + " a sparse registry";

    /** What to tell people where there is none. */
    public static final String NOT_CONFIGURED = "no cargo registry configured; " + SETTING;

    private final @Nullable URI index;
    private final @Nullable String token;
    private final String namedBy;
    private final NameRoutes routes;

    private CargoConfiguration(
            @Nullable URI index, @Nullable String token, String namedBy, NameRoutes routes) {
        this.index = index;
        this.token = token;
        this.namedBy = namedBy;
        this.routes = routes;
    }

    /**
     * Reads cargo's configuration.
     *
     * @param environment the environment variables
     * @param home the user's home
     * @param explicit Assay's setting {@code assay.upstream.cargo.url}, or null: the root of a
     *     sparse index, with {@code sparse+} before it or without
     * @param token Assay's setting of the token that goes with it, or null
     * @throws IllegalArgumentException when the setting is no http or https address
     */
    public static CargoConfiguration read(
            Map<String, String> environment,
            Path home,
            @Nullable String explicit,
            @Nullable String token) {
        CargoFiles files;
        try {
            files = CargoFiles.read(environment, home);
        } catch (IllegalArgumentException e) {
            // Whoever asks for no crate is not to be stopped by cargo's files.
            return explicit == null
                    ? none(e.getMessage() + "; " + SETTING)
                    : explicit(explicit, token);
        }
        if (explicit != null) {
            return explicit(explicit, token != null ? token : files.token(explicit));
        }
        try {
            var named = files.index().orElse(null);
            if (named == null) {
                return none(NOT_CONFIGURED);
            }
            if (!named.index().startsWith("sparse+")) {
                return none(
                        named.by()
                                + " is a git repository, and Assay asks sparse registries alone; "
                                + SETTING);
            }
            var uri = web(named.index()).orElse(null);
            return uri == null
                    ? none(named.by() + " is no http or https address; " + SETTING)
                    : new CargoConfiguration(
                            uri, files.token(named.index()), named.by(), NameRoutes.none(NAME));
        } catch (IllegalArgumentException e) {
            return none(e.getMessage() + "; " + SETTING);
        }
    }

    private static CargoConfiguration explicit(String text, @Nullable String token) {
        var uri =
                web(text)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "'"
                                                        + text.replaceAll("//[^/@]*@", "//")
                                                        + "' is no http or https address without a"
                                                        + " user name"));
        return new CargoConfiguration(
                uri, token, "Assay's setting assay.upstream.cargo.url", NameRoutes.none(NAME));
    }

    private static CargoConfiguration none(String why) {
        return new CargoConfiguration(null, null, why, NameRoutes.none(NAME));
    }

    /** One registry, without a token. */
    public static CargoConfiguration of(URI index) {
        return explicit(index.toString(), null);
    }

    /**
     * The same with further registries, to which names may be bound, and with what was handed in
     * here.
     */
    public CargoConfiguration with(List<OtherUpstream> others, NameOwners owners, OwnPackages own) {
        var normal = others.stream().map(each -> each.writing(CrateName::normal)).toList();
        return new CargoConfiguration(
                index, token, namedBy, new NameRoutes(NAME, normal, owners, own));
    }

    /** The registries beside {@link #index}. */
    public List<OtherUpstream> others() {
        return routes.others();
    }

    /** Names that are bound to two places, for people. */
    public List<String> overlaps() {
        return routes.overlaps();
    }

    NameRoutes routes() {
        return routes;
    }

    /** Where a crate is asked for; empty where no registry is configured. */
    Optional<NameRoute> route(String crate) {
        return routes.of(CrateName.normal(crate), index().stream().toList());
    }

    /** Whether an address is one of a registry that a crate is not asked of. */
    boolean isElsewhere(URI address, URI asked) {
        return routes.isElsewhere(address, asked, index);
    }

    /** The root of the index, ending in a slash. */
    public Optional<URI> index() {
        return Optional.ofNullable(index);
    }

    /** What names it, for people; where nothing does, what to do. */
    public String namedBy() {
        return namedBy;
    }

    public boolean hasCredentials() {
        return token != null;
    }

    /** A token goes to the origin of its own index alone, wherever that says that crates are. */
    @Nullable String authorizationFor(URI address) {
        var other = routes.authorization(address);
        if (other != null) {
            return other;
        }
        return token != null && index != null && Origin.of(address).equals(Origin.of(index))
                ? token
                : null;
    }

    private static Optional<URI> web(String text) {
        try {
            return Optional.of(URI.create(CargoFiles.bare(text)))
                    .filter(each -> Origin.isWeb(each) && each.getRawUserInfo() == null);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
