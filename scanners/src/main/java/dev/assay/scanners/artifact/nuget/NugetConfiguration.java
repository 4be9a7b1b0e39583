package dev.assay.scanners.artifact.nuget;

import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.NameRoutes;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where NuGet packages come from, and with which credentials: Assay's own setting where there is
 * one, else the first source of {@code NuGet.Config} that is switched on and speaks V3. Assay has
 * no source of its own. Further sources of {@code NuGet.Config} are not mixed in: NuGet asks all of
 * them at once and takes whichever answers first.
 */
public final class NugetConfiguration {

    private static final String NAME = "nuget";
    private static final String SETTING =
            "set assay.upstream.nuget.url or a V3 source in a NuGet.Config";
    private static final String INDEX = "index.json";

    /** What to tell people where there is none. */
    public static final String NOT_CONFIGURED = "no NuGet source configured; " + SETTING;

    private final @Nullable URI source;
    private final @Nullable String authorization;
    private final String namedBy;
    private final NameRoutes routes;

    private NugetConfiguration(
            @Nullable URI source,
            @Nullable String authorization,
            String namedBy,
            NameRoutes routes) {
        this.source = source;
        this.authorization = authorization;
        this.namedBy = namedBy;
        this.routes = routes;
    }

    /**
     * Reads the configuration.
     *
     * @param explicit Assay's setting {@code assay.upstream.nuget.url}, or null: the address of a
     *     service index, or the folder that it is in
     * @throws IllegalArgumentException when the setting is no http or https address
     */
    public static NugetConfiguration read(
            Map<String, String> environment, Path home, @Nullable URI explicit) {
        if (explicit != null) {
            return of(explicit, "Assay's setting assay.upstream.nuget.url");
        }
        try {
            return ConfigFiles.read(environment, home)
                    .first()
                    .map(
                            each ->
                                    new NugetConfiguration(
                                            folder(each.url()),
                                            each.authorization(),
                                            each.namedBy(),
                                            NameRoutes.none(NAME)))
                    .orElseGet(() -> none(NOT_CONFIGURED));
        } catch (IllegalArgumentException e) {
            // Whoever asks for no NuGet package is not to be stopped by its files.
            return none(e.getMessage() + "; " + SETTING);
        }
    }

    private static NugetConfiguration none(String why) {
        return new NugetConfiguration(null, null, why, NameRoutes.none(NAME));
    }

    /** One source. */
    public static NugetConfiguration of(URI source) {
        return of(source, "");
    }

    private static NugetConfiguration of(URI source, String namedBy) {
        if (!Origin.isWeb(source)) {
            throw new IllegalArgumentException(
                    "'" + Origin.withoutSecrets(source) + "' is no http or https address");
        }
        var user = source.getRawUserInfo();
        var bare = URI.create(Origin.withoutSecrets(source));
        return new NugetConfiguration(
                folder(bare), user == null ? null : basic(user), namedBy, NameRoutes.none(NAME));
    }

    private static String basic(String userInfo) {
        var text = URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (text.contains(":") ? text : text + ":")
                                        .getBytes(StandardCharsets.UTF_8));
    }

    /** A source is known by the folder of its service index: upstreams end in a slash. */
    private static URI folder(URI index) {
        var text = index.toString().replaceFirst("/$", "");
        return URI.create(
                text.endsWith("/" + INDEX)
                        ? text.substring(0, text.length() - INDEX.length())
                        : text + "/");
    }

    /** The service index of a source. */
    static URI serviceIndex(URI source) {
        return source.resolve(INDEX);
    }

    /** The same with further sources, to which names may be bound, and what was handed in here. */
    public NugetConfiguration with(List<OtherUpstream> others, NameOwners owners, OwnPackages own) {
        var folders =
                others.stream()
                        .map(
                                each ->
                                        new OtherUpstream(
                                                folder(each.url()),
                                                each.namespaces(),
                                                each.authorization()))
                        .toList();
        return new NugetConfiguration(
                source, authorization, namedBy, new NameRoutes(NAME, folders, owners, own));
    }

    /** The sources beside {@link #source}. */
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

    /** Where a package is asked for; empty where no source is configured. */
    Optional<NameRoute> route(String id) {
        return routes.of(id, source().stream().toList());
    }

    /** Whether an address is one that a package of a source is not fetched from. */
    boolean isElsewhere(URI address, URI asked) {
        return routes.isElsewhere(address, asked, source);
    }

    /** The folder of the service index, without credentials. */
    public Optional<URI> source() {
        return Optional.ofNullable(source);
    }

    /** What names it, for people; where nothing does, what to do. */
    public String namedBy() {
        return namedBy;
    }

    public boolean hasCredentialsFor(URI address) {
        return authorizationFor(address) != null;
    }

    /** Sent to the source's own origin, and to no other. */
    @Nullable String authorizationFor(URI address) {
        var other = routes.authorization(address);
        if (other != null) {
            return other;
        }
        return source != null
                        && address.getHost() != null
                        && Origin.of(address).equals(Origin.of(source))
                ? authorization
                : null;
    }
}
