package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.NameRoutes;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where npm packages come from, and with which credentials: Assay's own setting where there is one,
 * else npm's configuration as npm itself reads it. In order: {@code npm_config_…} variables, the
 * project's {@code .npmrc}, the user's, the global one, npm's builtin one, and at last the registry
 * that the installed npm was built with. Assay has no registry of its own.
 */
public final class NpmConfiguration {

    /** What to tell people when {@link #registry()} is empty. */
    public static final String NOT_CONFIGURED =
            "no npm registry configured; set assay.upstream.npm.url or an .npmrc";

    private static final String NAME = "npm";

    private static final String VARIABLE_PREFIX = "npm_config_";

    private final Map<String, String> entries;
    private final @Nullable URI explicit;
    private final @Nullable URI builtIn;
    private final String named;
    private final NameRoutes routes;

    private NpmConfiguration(
            Map<String, String> entries,
            @Nullable URI explicit,
            @Nullable URI builtIn,
            String named,
            NameRoutes routes) {
        this.named = named;
        this.routes = routes;
        this.entries = Map.copyOf(entries);
        this.explicit = explicit;
        this.builtIn = builtIn;
    }

    /**
     * Reads npm's configuration.
     *
     * @param environment the environment variables
     * @param project the folder whose {@code .npmrc} counts, usually the working directory
     * @param home the user's home
     * @param explicit Assay's setting {@code assay.upstream.npm.url}, or null; it wins over every
     *     registry named elsewhere, scopes' included, while credentials still come from npm's files
     * @throws IllegalArgumentException when the setting is no http or https address
     */
    public static NpmConfiguration read(
            Map<String, String> environment, Path project, Path home, @Nullable URI explicit) {
        var npm = InstalledNpm.find(environment);
        var fromVariables = variables(environment);
        var merged = new LinkedHashMap<>(fromVariables);
        var named = "a variable npm_config_registry";
        var projects = project.resolve(".npmrc");
        mergeBelow(merged, Npmrc.read(projects, environment));
        if (!fromVariables.containsKey("registry") && merged.containsKey("registry")) {
            named = projects.toAbsolutePath().toString();
        }
        var user =
                Optional.ofNullable(merged.get("userconfig"))
                        .map(Path::of)
                        .orElse(home.resolve(".npmrc"));
        var beforeUser = merged.containsKey("registry");
        mergeBelow(merged, Npmrc.read(user, environment));
        if (!beforeUser) {
            named =
                    merged.containsKey("registry")
                            ? user.toString()
                            : "npm's own configuration for everybody here";
        }
        var builtInEntries =
                npm.map(found -> Npmrc.read(found.folder().resolve("npmrc"), environment))
                        .orElse(Map.of());
        globalConfiguration(merged, builtInEntries, environment, npm.orElse(null))
                .ifPresent(file -> mergeBelow(merged, Npmrc.read(file, environment)));
        mergeBelow(merged, builtInEntries);
        return new NpmConfiguration(
                merged,
                explicit == null ? null : registryAddress(explicit),
                npm.flatMap(InstalledNpm::builtInRegistry).orElse(null),
                named,
                NameRoutes.none(NAME));
    }

    /** One registry for everything, without credentials. */
    public static NpmConfiguration of(URI registry) {
        return new NpmConfiguration(
                Map.of(), registryAddress(registry), null, "", NameRoutes.none(NAME));
    }

    /** The same with further registries, to which names may be bound. */
    public NpmConfiguration with(List<OtherUpstream> others, NameOwners owners) {
        return with(others, owners, OwnPackages.NONE);
    }

    /** The same with what was handed in here. */
    public NpmConfiguration with(List<OtherUpstream> others, NameOwners owners, OwnPackages own) {
        return new NpmConfiguration(
                entries, explicit, builtIn, named, new NameRoutes(NAME, others, owners, own));
    }

    /** The registries beside the first. */
    public List<OtherUpstream> others() {
        return routes.others();
    }

    /** Whether a name is bound to a registry beside the first, so that nobody else may hear it. */
    public boolean isPrivate(String packageName) {
        return routes.isBound(packageName);
    }

    /** Names that are bound to two places, for people. */
    public List<String> overlaps() {
        return routes.overlaps();
    }

    NameRoutes routes() {
        return routes;
    }

    /**
     * Whether an address is that of a registry which a name is not asked of: nobody lends another's
     * name or credentials.
     */
    boolean isElsewhere(URI address, URI registry) {
        return routes.isElsewhere(address, registry)
                || routes.others().stream()
                                .anyMatch(each -> each.isPrivate() && each.url().equals(registry))
                        && registry().stream()
                                .anyMatch(
                                        first ->
                                                Origin.of(first).equals(Origin.of(address))
                                                        && !Origin.of(first)
                                                                .equals(Origin.of(registry)));
    }

    /** Where a package is asked for; empty where no registry is configured. */
    Optional<NameRoute> route(String packageName) {
        return routes.of(packageName, registryFor(packageName).stream().toList())
                // A scope with a registry of its own in npm's configuration is bound to that.
                .map(
                        route ->
                                route instanceof NameRoute.Undecided && isScoped(packageName)
                                        ? new NameRoute.To(registryFor(packageName).orElseThrow())
                                        : route);
    }

    private boolean isScoped(String packageName) {
        var slash = packageName.startsWith("@") ? packageName.indexOf('/') : -1;
        return explicit == null
                && slash > 0
                && address(entries.get(packageName.substring(0, slash) + ":registry")).isPresent();
    }

    /** The registry for packages without a scope of their own, ending in a slash. */
    public Optional<URI> registry() {
        if (explicit != null) {
            return Optional.of(explicit);
        }
        return address(entries.get("registry")).or(() -> Optional.ofNullable(builtIn));
    }

    /** What names {@link #registry()}, for people; empty where nothing does. */
    public Optional<String> registryNamedBy() {
        if (explicit != null) {
            return Optional.of("Assay's setting assay.upstream.npm.url");
        }
        if (address(entries.get("registry")).isPresent()) {
            return Optional.of(named);
        }
        return builtIn == null
                ? Optional.empty()
                : Optional.of("the installed npm, which was built with it");
    }

    /** The scopes with a registry of their own, in order; they count where Assay's is not set. */
    public Map<String, URI> scopedRegistries() {
        var found = new TreeMap<String, URI>();
        entries.forEach(
                (key, value) -> {
                    if (explicit == null && key.startsWith("@") && key.endsWith(":registry")) {
                        address(value)
                                .ifPresent(uri -> found.put(key.replace(":registry", ""), uri));
                    }
                });
        return found;
    }

    /** Whether a credential is sent to an address. */
    public boolean hasCredentialsFor(URI address) {
        return authorizationFor(address) != null;
    }

    /** The registry for one package, ending in a slash: its scope's where it has one. */
    public Optional<URI> registryFor(String packageName) {
        var slash = packageName.startsWith("@") ? packageName.indexOf('/') : -1;
        if (explicit != null || slash < 0) {
            return registry();
        }
        return address(entries.get(packageName.substring(0, slash) + ":registry"))
                .or(this::registry);
    }

    /**
     * Where a tarball named by a packument is fetched. npm's setting {@code replace-registry-host}
     * is {@code npmjs} by default: what points at the registry npm was built with goes to the
     * configured one instead, with that one's path kept in front.
     */
    URI tarballAddress(URI named, URI registry) {
        var replace = entries.getOrDefault("replace-registry-host", "npmjs");
        var host = Objects.requireNonNullElse(named.getHost(), "");
        var replaced =
                switch (replace) {
                    case "never" -> false;
                    case "always" -> true;
                    case "npmjs" -> builtIn != null && host.equalsIgnoreCase(builtIn.getHost());
                    default -> host.equalsIgnoreCase(hostOf(replace));
                };
        if (!replaced || host.equalsIgnoreCase(registry.getHost())) {
            return named;
        }
        var path = named.getRawPath();
        var base = registry.getRawPath();
        var tail = path.startsWith(base) ? path.substring(base.length()) : path.substring(1);
        return registry.resolve(tail);
    }

    /**
     * The {@code Authorization} value for an address, or null: the entry whose {@code //host/path/}
     * is the longest prefix of it, so that a secret never goes to a host it was not written for.
     */
    @Nullable String authorizationFor(URI address) {
        var other = routes.authorization(address);
        if (other != null) {
            return other;
        }
        var path = address.getRawPath() == null ? "/" : address.getRawPath();
        for (var end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
            var place = "//" + address.getRawAuthority() + path.substring(0, end);
            var found = credential(place + "/");
            if (found == null) {
                found = credential(place);
            }
            if (found != null) {
                return found;
            }
            if (end == 0) {
                break;
            }
        }
        return null;
    }

    private @Nullable String credential(String place) {
        var token = entries.get(place + ":_authToken");
        if (token != null) {
            return "Bearer " + token;
        }
        var basic = entries.get(place + ":_auth");
        if (basic != null) {
            return "Basic " + basic;
        }
        var user = entries.get(place + ":username");
        var password = entries.get(place + ":_password");
        if (user == null || password == null) {
            return null;
        }
        try {
            var plain = new String(Base64.getDecoder().decode(password), StandardCharsets.UTF_8);
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString((user + ":" + plain).getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Map<String, String> variables(Map<String, String> environment) {
        var found = new LinkedHashMap<String, String>();
        environment.forEach(
                (name, value) -> {
                    if (value.isEmpty()
                            || !name.regionMatches(
                                    true, 0, VARIABLE_PREFIX, 0, VARIABLE_PREFIX.length())) {
                        return;
                    }
                    var key = name.substring(VARIABLE_PREFIX.length());
                    // npm leaves //host/:_authToken as it is, and folds everything else.
                    var folded =
                            key.startsWith("//")
                                    ? key
                                    : key.replaceAll("(?!^)_", "-")
                                            .toLowerCase(java.util.Locale.ROOT);
                    found.put(folded, Npmrc.expanded(value, environment));
                });
        return found;
    }

    private static Optional<Path> globalConfiguration(
            Map<String, String> merged,
            Map<String, String> builtIn,
            Map<String, String> environment,
            @Nullable InstalledNpm npm) {
        var named = merged.get("globalconfig");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        var prefix = merged.getOrDefault("prefix", builtIn.get("prefix"));
        if (prefix == null) {
            prefix = environment.get("PREFIX");
        }
        var folder = prefix != null ? Path.of(prefix) : npm == null ? null : npm.prefix();
        return Optional.ofNullable(folder).map(found -> found.resolve("etc").resolve("npmrc"));
    }

    private static void mergeBelow(Map<String, String> merged, Map<String, String> lower) {
        lower.forEach(merged::putIfAbsent);
    }

    private static Optional<URI> address(@Nullable String text) {
        return text == null || text.isBlank()
                ? Optional.empty()
                : Optional.of(registryAddress(URI.create(text.strip())));
    }

    private static URI registryAddress(URI given) {
        if (!Origin.isWeb(given)) {
            throw new IllegalArgumentException(
                    "the npm registry '" + given + "' is no http or https address");
        }
        var text = given.toString();
        return text.endsWith("/") ? given : URI.create(text + "/");
    }

    private static String hostOf(String hostOrUrl) {
        var start = hostOrUrl.indexOf("://");
        return start < 0
                ? hostOrUrl
                : Objects.requireNonNullElse(URI.create(hostOrUrl).getHost(), "");
    }
}
