package dev.assay.scanners.artifact.pypi;

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
 * Where Python packages come from, and with which credentials: Assay's own setting where there is
 * one, else the index of pip's configuration as pip itself reads it, and at last the one that the
 * installed pip was built with. Assay has no index of its own.
 *
 * <p>There is one index. pip mixes what {@code extra-index-url} and {@code find-links} have into it
 * and takes the highest version wherever it lies, so that whoever publishes a private package's
 * name elsewhere is installed instead; Assay leaves them out.
 */
public final class PypiConfiguration {

    private static final String SETTING = "set assay.upstream.pypi.url or index-url in a pip.conf";

    private static final String NAME = "pypi";

    /** What to tell people where there is none. */
    public static final String NOT_CONFIGURED = "no PyPI index configured; " + SETTING;

    private final @Nullable URI index;
    private final @Nullable String userInfo;
    private final String namedBy;
    private final Netrc netrc;
    private final NameRoutes routes;

    private PypiConfiguration(@Nullable URI index, String namedBy, Netrc netrc) {
        this(
                index == null ? null : bare(index),
                index == null ? null : index.getRawUserInfo(),
                namedBy,
                netrc,
                NameRoutes.none(NAME));
    }

    private PypiConfiguration(
            @Nullable URI index,
            @Nullable String userInfo,
            String namedBy,
            Netrc netrc,
            NameRoutes routes) {
        this.index = index;
        this.userInfo = userInfo;
        this.namedBy = namedBy;
        this.netrc = netrc;
        this.routes = routes;
    }

    /**
     * Reads pip's configuration.
     *
     * @param environment the environment variables
     * @param home the user's home
     * @param explicit Assay's setting {@code assay.upstream.pypi.url}, or null: the address below
     *     which each package has its page, for example one that ends in {@code /simple/}
     * @throws IllegalArgumentException when the setting is no http or https address
     */
    public static PypiConfiguration read(
            Map<String, String> environment, Path home, @Nullable URI explicit) {
        var netrc = Netrc.read(environment, home);
        if (explicit != null) {
            if (!Origin.isWeb(explicit)) {
                throw new IllegalArgumentException(
                        "'" + explicit + "' is no http or https address");
            }
            return new PypiConfiguration(
                    explicit, "Assay's setting assay.upstream.pypi.url", netrc);
        }
        var pip = InstalledPip.find(environment);
        PipFiles files;
        try {
            files = PipFiles.read(environment, home, pip.map(InstalledPip::prefix).orElse(null));
        } catch (IllegalArgumentException e) {
            // Whoever asks for no Python package is not to be stopped by pip's files.
            return none(e.getMessage() + "; " + SETTING, netrc);
        }
        var off = files.get("no-index").filter(each -> each.value().matches("(?i)1|true|yes|on"));
        if (off.isPresent()) {
            return none(off.get().namedBy() + " tells pip to use no index; " + SETTING, netrc);
        }
        var named = files.get("index-url").orElse(null);
        if (named == null) {
            return pip.flatMap(InstalledPip::builtInIndex)
                    .map(
                            uri ->
                                    new PypiConfiguration(
                                            uri,
                                            "the installed pip, which was built with it",
                                            netrc))
                    .orElseGet(() -> none(NOT_CONFIGURED, netrc));
        }
        return web(named.value())
                .map(uri -> new PypiConfiguration(uri, named.namedBy(), netrc))
                .orElseGet(
                        () ->
                                none(
                                        "the index-url of "
                                                + named.namedBy()
                                                + " is no http or https address; "
                                                + SETTING,
                                        netrc));
    }

    private static PypiConfiguration none(String why, Netrc netrc) {
        return new PypiConfiguration(null, why, netrc);
    }

    /** One index, without credentials from anywhere else. */
    public static PypiConfiguration of(URI index) {
        return new PypiConfiguration(index, "", new Netrc());
    }

    /**
     * The same with further indexes, to which names may be bound, and with what was handed in here.
     */
    public PypiConfiguration with(List<OtherUpstream> others, NameOwners owners, OwnPackages own) {
        var normal = others.stream().map(each -> each.writing(PypiConfiguration::normal)).toList();
        return new PypiConfiguration(
                index, userInfo, namedBy, netrc, new NameRoutes(NAME, normal, owners, own));
    }

    /** {@code Acme_*} and {@code acme-*} are one namespace (PEP 503). */
    private static String normal(String namespace) {
        return namespace.replaceAll("[-_.]+", "-");
    }

    /** The indexes beside {@link #index}. */
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

    /**
     * Where a package is asked for; empty where no index is configured.
     *
     * @param project the name in its normal spelling
     */
    Optional<NameRoute> route(String project) {
        return routes.of(project, index().stream().toList());
    }

    /**
     * Whether an address is one that a package is not asked of: nobody lends another index's files.
     */
    boolean isElsewhere(URI address, URI asked) {
        return routes.isElsewhere(address, asked, index);
    }

    /**
     * The address below which each package has its page, ending in a slash, without credentials.
     */
    public Optional<URI> index() {
        return Optional.ofNullable(index);
    }

    /** What names it, for people; where nothing does, what to do. */
    public String namedBy() {
        return namedBy;
    }

    public boolean hasCredentialsFor(URI address) {
        return authorizationFor(address) != null;
    }

    /** Those of the index's own address go to its origin alone, others to the host they name. */
    @Nullable String authorizationFor(URI address) {
        var other = routes.authorization(address);
        if (other != null) {
            return other;
        }
        if (index == null || address.getHost() == null) {
            return null;
        }
        if (userInfo != null && Origin.of(address).equals(Origin.of(index))) {
            return basic(URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8));
        }
        return netrc.of(address.getHost()).map(PypiConfiguration::basic).orElse(null);
    }

    private static String basic(String nameAndPassword) {
        var whole = nameAndPassword.contains(":") ? nameAndPassword : nameAndPassword + ":";
        return "Basic "
                + Base64.getEncoder().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<URI> web(String text) {
        try {
            return Optional.of(URI.create(text)).filter(Origin::isWeb);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static URI bare(URI given) {
        var user = given.getRawUserInfo();
        var text = user == null ? given.toString() : given.toString().replace(user + "@", "");
        return URI.create(text.endsWith("/") ? text : text + "/");
    }
}
