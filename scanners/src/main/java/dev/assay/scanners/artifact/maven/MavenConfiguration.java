package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.NameRoutes;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;

import org.apache.maven.model.building.DefaultModelProcessor;
import org.apache.maven.model.io.DefaultModelReader;
import org.apache.maven.model.locator.DefaultModelLocator;
import org.apache.maven.model.superpom.DefaultSuperPomProvider;
import org.apache.maven.settings.Repository;
import org.apache.maven.settings.Settings;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where Maven packages come from, and with which credentials: Assay's own setting where there is
 * one, else the repositories of {@code settings.xml} as Maven itself reads it (the user's over that
 * of the installation, mirrors and active profiles included), and at last the one that Maven is
 * built with. Assay has no repository of its own.
 */
public final class MavenConfiguration {

    /** The id of the repository that Assay's setting names, for credentials in settings.xml. */
    public static final String EXPLICIT_ID = "assay";

    private static final String NAME = "maven";
    private static final String LAYOUT = "default";

    /** Ids of the repositories that Assay adds; an id of settings.xml has no colon. */
    private static final String OTHER = "assay:";

    private final List<RemoteRepository> repositories;
    private final MirrorSelector mirrors;
    private final Map<String, Server> credentials;
    private final String namedBy;
    private final NameRoutes routes;

    private MavenConfiguration(
            List<RemoteRepository> repositories,
            MirrorSelector mirrors,
            Map<String, Server> credentials,
            String namedBy,
            NameRoutes routes) {
        this.routes = routes;
        this.repositories = List.copyOf(repositories);
        this.mirrors = mirrors;
        this.credentials = Map.copyOf(credentials);
        this.namedBy = namedBy;
    }

    /**
     * Reads Maven's configuration.
     *
     * @param environment the environment variables
     * @param home the user's home
     * @param explicit Assay's setting {@code assay.upstream.maven.url}, or null; it stands for
     *     every repository, while credentials still come from settings.xml: those of the server
     *     that a mirror or repository of this address names, else of the server {@code assay}
     * @throws IllegalArgumentException when the setting is no http or https address, or a settings
     *     file cannot be read
     */
    public static MavenConfiguration read(
            Map<String, String> environment, Path home, @Nullable URI explicit) {
        var files = new SettingsFiles(environment, home);
        var settings = files.read();
        var credentials = credentials(settings);
        if (explicit != null) {
            var id = idOf(settings, explicit);
            return new MavenConfiguration(
                    List.of(repository(id, checked(explicit).toString())),
                    new DefaultMirrorSelector(),
                    credentials,
                    "assay.upstream.maven.url",
                    NameRoutes.none(NAME));
        }
        var mirrors = new DefaultMirrorSelector();
        settings.getMirrors()
                .forEach(
                        mirror ->
                                mirrors.add(
                                        mirror.getId(),
                                        mirror.getUrl(),
                                        mirror.getLayout(),
                                        false,
                                        mirror.isBlocked(),
                                        mirror.getMirrorOf(),
                                        mirror.getMirrorOfLayouts()));
        var ofSettings = !settings.getMirrors().isEmpty() || !ofProfiles(settings).isEmpty();
        return new MavenConfiguration(
                effective(settings),
                mirrors,
                credentials,
                ofSettings ? files.described() : "Maven's own default",
                NameRoutes.none(NAME));
    }

    /** One repository for everything, without credentials. */
    public static MavenConfiguration of(URI repository) {
        return new MavenConfiguration(
                List.of(repository(EXPLICIT_ID, checked(repository).toString())),
                new DefaultMirrorSelector(),
                Map.of(),
                "",
                NameRoutes.none(NAME));
    }

    /**
     * The same with further repositories, to which groups may be bound: {@code com.acme} holds the
     * group and all below it.
     */
    public MavenConfiguration with(List<OtherUpstream> others, NameOwners owners) {
        return with(others, owners, OwnPackages.NONE);
    }

    /** The same with what was handed in here. */
    public MavenConfiguration with(List<OtherUpstream> others, NameOwners owners, OwnPackages own) {
        var inPaths =
                others.stream().map(each -> each.writing(MavenConfiguration::inPath)).toList();
        return new MavenConfiguration(
                repositories,
                mirrors,
                credentials,
                namedBy,
                new NameRoutes(NAME, inPaths, owners, own));
    }

    private static String inPath(String namespace) {
        return namespace.replaceFirst("\\.\\*$", "").replace('.', '/').replace(':', '/');
    }

    /** The repositories beside those of {@link #addresses}. */
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

    /** The addresses that requests go to, mirrors in place of what they mirror. */
    public List<URI> addresses() {
        return repositories.stream()
                .map(
                        each -> {
                            var mirror = mirrors.getMirror(each);
                            return URI.create((mirror == null ? each : mirror).getUrl());
                        })
                .distinct()
                .toList();
    }

    /** What says so, for people. */
    public String namedBy() {
        return namedBy;
    }

    /** Whether a secret is sent to an address. */
    public boolean hasCredentialsFor(URI address) {
        return repositories.stream()
                .map(each -> Objects.requireNonNullElse(mirrors.getMirror(each), each))
                .anyMatch(
                        each ->
                                each.getUrl().equals(address.toString())
                                        && credentials.containsKey(each.getId()));
    }

    /** All of them; which of them is asked for a file is decided by {@link MavenRoutes}. */
    List<RemoteRepository> repositories() {
        var all = new ArrayList<>(repositories);
        for (var other : routes.others()) {
            all.add(repository(OTHER + all.size(), other.url().toString()));
        }
        if (routes.own() != OwnPackages.NONE) {
            all.add(repository(OTHER + all.size(), OwnPackages.address(NAME).toString()));
        }
        return all;
    }

    /** A mirror stands for what Maven is configured with, and for nothing that Assay adds. */
    MirrorSelector mirrors() {
        return repository ->
                repository.getId().startsWith(OTHER) ? null : mirrors.getMirror(repository);
    }

    /** What is sent along to an address of {@link #addresses}; null for nothing. */
    @Nullable String authorizationFor(URI address) {
        return repositories.stream()
                .map(each -> Objects.requireNonNullElse(mirrors.getMirror(each), each))
                .filter(each -> isSame(each.getUrl(), address))
                .map(each -> credentials.get(each.getId()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Server::header)
                .orElse(null);
    }

    AuthenticationSelector authentication() {
        var selector = new DefaultAuthenticationSelector();
        credentials.forEach((id, server) -> selector.add(id, server.authentication()));
        return selector;
    }

    /** A user of a repository, without the generated text that would show the password. */
    private static final class Server {

        private final String name;
        private final String password;

        Server(String name, String password) {
            this.name = name;
            this.password = password;
        }

        Authentication authentication() {
            return new AuthenticationBuilder().addUsername(name).addPassword(password).build();
        }

        @Nullable String header() {
            return OtherUpstream.authorization(null, name, password);
        }
    }

    private static Map<String, Server> credentials(Settings settings) {
        var credentials = new HashMap<String, Server>();
        for (var server : settings.getServers()) {
            if (server.getUsername() != null && server.getPassword() != null) {
                credentials.put(
                        server.getId(), new Server(server.getUsername(), server.getPassword()));
            }
        }
        return credentials;
    }

    private static String idOf(Settings settings, URI address) {
        for (var mirror : settings.getMirrors()) {
            if (isSame(mirror.getUrl(), address)) {
                return mirror.getId();
            }
        }
        for (var repository : ofProfiles(settings)) {
            if (isSame(repository.getUrl(), address)) {
                return repository.getId();
            }
        }
        return EXPLICIT_ID;
    }

    private static boolean isSame(@Nullable String written, URI address) {
        return written != null
                && written.replaceFirst("/$", "").equals(address.toString().replaceFirst("/$", ""));
    }

    /** As Maven orders them: those of profiles first, what it is built with last. */
    private static List<RemoteRepository> effective(Settings settings) {
        var all = new ArrayList<RemoteRepository>();
        var ids = new HashSet<String>();
        for (var repository : ofProfiles(settings)) {
            var releases = repository.getReleases();
            if ((releases == null || releases.isEnabled()) && ids.add(repository.getId())) {
                all.add(repository(repository.getId(), repository.getUrl()));
            }
        }
        for (var repository : builtIn()) {
            if (ids.add(repository.getId())) {
                all.add(repository);
            }
        }
        return all;
    }

    private static List<Repository> ofProfiles(Settings settings) {
        Set<String> named = new HashSet<>(settings.getActiveProfiles());
        var byDefault = new ArrayList<Repository>();
        var active = new ArrayList<Repository>();
        for (var profile : settings.getProfiles()) {
            var activation = profile.getActivation();
            if (named.contains(profile.getId())) {
                active.addAll(profile.getRepositories());
            } else if (activation != null && activation.isActiveByDefault()) {
                byDefault.addAll(profile.getRepositories());
            }
        }
        return active.isEmpty() ? byDefault : active;
    }

    private static List<RemoteRepository> builtIn() {
        var reader =
                new DefaultModelProcessor()
                        .setModelLocator(new DefaultModelLocator())
                        .setModelReader(new DefaultModelReader());
        return new DefaultSuperPomProvider()
                .setModelProcessor(reader).getSuperModel("4.0.0").getRepositories().stream()
                        .map(each -> repository(each.getId(), each.getUrl()))
                        .toList();
    }

    /** Snapshots move, so nobody is asked for one. */
    private static RemoteRepository repository(String id, String url) {
        var on =
                new RepositoryPolicy(
                        true,
                        RepositoryPolicy.UPDATE_POLICY_ALWAYS,
                        RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        var off =
                new RepositoryPolicy(
                        false,
                        RepositoryPolicy.UPDATE_POLICY_ALWAYS,
                        RepositoryPolicy.CHECKSUM_POLICY_FAIL);
        return new RemoteRepository.Builder(id, LAYOUT, url)
                .setReleasePolicy(on)
                .setSnapshotPolicy(off)
                .build();
    }

    private static URI checked(URI address) {
        if (!Origin.isWeb(address)) {
            throw new IllegalArgumentException("'" + address + "' is no http or https address");
        }
        return address;
    }
}
