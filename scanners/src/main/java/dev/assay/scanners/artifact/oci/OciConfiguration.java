package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.coordinates.OciName;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which registries images come from, and with which credentials. A registry that no setting names
 * is never asked: whoever writes a request cannot choose where Assay goes.
 */
public final class OciConfiguration {

    public static final String NOT_CONFIGURED =
            "no OCI registry configured; set assay.upstream.oci.default, or"
                    + " assay.upstream.oci.registries for images that name theirs";

    /**
     * One registry.
     *
     * @param host by which images name it
     * @param address where it is asked
     * @param basic its credentials as the value of a Basic authorization, or null
     */
    record Registry(String host, URI address, @Nullable String basic) {

        @Override
        public String toString() {
            return host + " at " + address;
        }
    }

    private final @Nullable String standard;
    private final Map<String, Registry> registries;
    private final List<Platform> platforms;
    private final HostUpstreams others;

    private OciConfiguration(
            @Nullable String standard,
            Map<String, Registry> registries,
            List<Platform> platforms,
            HostUpstreams others) {
        this.standard = standard;
        this.registries = Map.copyOf(registries);
        this.platforms = List.copyOf(platforms);
        this.others = others;
    }

    /**
     * Reads the settings.
     *
     * @param environment for the files in which clients keep credentials
     * @param home the user's home, likewise
     * @param standard the registry of images that name none, as its host, or null
     * @param listed {@code HOST}, or {@code HOST=ADDRESS} with an http or https address that may
     *     hold a user name and password
     * @param platforms what is vetted of an index, {@code linux/amd64} where it is empty
     * @param authFile a file of credentials to read instead of the clients' own, or null
     * @throws IllegalArgumentException when one of them is not as it should be, for people
     */
    public static OciConfiguration read(
            Map<String, String> environment,
            Path home,
            @Nullable String standard,
            List<String> listed,
            List<String> platforms,
            @Nullable Path authFile) {
        var credentials = RegistryCredentials.read(environment, home, authFile);
        var registries = new LinkedHashMap<String, Registry>();
        for (var each : listed) {
            var parts = each.strip().split("=", 2);
            var registry = registry(parts[0], parts.length > 1 ? parts[1] : null, credentials);
            registries.put(registry.host(), registry);
        }
        var host = standard == null || standard.isBlank() ? null : standard.strip();
        if (host != null && !registries.containsKey(host)) {
            registries.put(host, registry(host, null, credentials));
        }
        return new OciConfiguration(
                host,
                registries,
                platforms.isEmpty()
                        ? List.of(Platform.DEFAULT)
                        : platforms.stream().map(each -> new Platform(each.strip())).toList(),
                HostUpstreams.none(OciName.TYPE));
    }

    /** One registry for everything, without credentials. */
    public static OciConfiguration of(String host, URI address) {
        return new OciConfiguration(
                host,
                Map.of(host, new Registry(host, address, null)),
                List.of(Platform.DEFAULT),
                HostUpstreams.none(OciName.TYPE));
    }

    /** The same with further registries for names of a host. */
    public OciConfiguration with(HostUpstreams upstreams) {
        return new OciConfiguration(standard, registries, platforms, upstreams);
    }

    /** Further registries for names of a host. */
    public HostUpstreams others() {
        return others;
    }

    /** The same, with other platforms to vet. */
    public OciConfiguration vetting(String... platforms) {
        return new OciConfiguration(
                standard,
                registries,
                List.of(platforms).stream().map(Platform::new).toList(),
                others);
    }

    private static Registry registry(
            String host, @Nullable String address, RegistryCredentials credentials) {
        if (!OciName.isHost(host)) {
            throw new IllegalArgumentException(
                    "'" + host + "' is no host of a registry; write registry.example.com");
        }
        try {
            var uri = new URI(address == null ? "https://" + host : address.strip());
            if (!Origin.isWeb(uri) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException(
                        "the address of " + host + " is no http or https address");
            }
            var user = uri.getUserInfo();
            var path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
            var bare =
                    new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), path, null, null);
            return new Registry(
                    host, bare, user == null ? credentials.of(host).orElse(null) : basic(user));
        } catch (URISyntaxException e) {
            // Without its text: it may hold a password.
            throw new IllegalArgumentException(
                    "the address of " + host + " is no http or https address", e);
        }
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
    }

    /** The name with its registry; empty where no registry is configured that has it. */
    public Optional<OciName> whole(OciName name) {
        var host = name.host() == null ? standard : name.host();
        return host == null || !registries.containsKey(host) && !others.knows(host)
                ? Optional.empty()
                : Optional.of(name.at(host));
    }

    /** Why {@link #whole} is empty. */
    public String whyNot(OciName name) {
        return name.host() == null
                ? NOT_CONFIGURED
                : "no OCI registry "
                        + name.host()
                        + " configured; add it to assay.upstream.oci.registries";
    }

    /** The registry of images that name none, as its host. */
    public Optional<String> standard() {
        return Optional.ofNullable(standard);
    }

    /** What is vetted of an index. */
    public List<Platform> platforms() {
        return platforms;
    }

    /** Where requests go, by the hosts that images name. */
    public Map<String, URI> addresses() {
        var addresses = new LinkedHashMap<String, URI>();
        registries.values().stream()
                .sorted(java.util.Comparator.comparing(Registry::host))
                .forEach(each -> addresses.put(each.host(), each.address()));
        return addresses;
    }

    /** Whether a secret is sent to a registry. */
    public boolean hasCredentialsFor(String host) {
        var registry = registries.get(host);
        return registry != null && registry.basic() != null;
    }

    /** The registry of a host, where it is asked itself. */
    Optional<Registry> registry(OciName name) {
        return whole(name).map(each -> registries.get(each.host()));
    }

    /** The registry of a host at one of the places where it is asked. */
    Registry at(String host, URI address) {
        var own = registries.get(host);
        if (own != null && own.address().equals(address)) {
            return own;
        }
        var written = address.toString();
        return new Registry(
                host, URI.create(written.replaceAll("/+$", "")), others.authorization(address));
    }
}
