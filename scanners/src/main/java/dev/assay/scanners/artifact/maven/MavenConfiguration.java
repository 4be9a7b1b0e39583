package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.Origin;

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

    private static final String LAYOUT = "default";

    private final List<RemoteRepository> repositories;
    private final MirrorSelector mirrors;
    private final Map<String, Authentication> credentials;
    private final String namedBy;

    private MavenConfiguration(
            List<RemoteRepository> repositories,
            MirrorSelector mirrors,
            Map<String, Authentication> credentials,
            String namedBy) {
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
                    "assay.upstream.maven.url");
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
                ofSettings ? files.described() : "Maven's own default");
    }

    /** One repository for everything, without credentials. */
    public static MavenConfiguration of(URI repository) {
        return new MavenConfiguration(
                List.of(repository(EXPLICIT_ID, checked(repository).toString())),
                new DefaultMirrorSelector(),
                Map.of(),
                "");
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

    List<RemoteRepository> repositories() {
        return repositories;
    }

    MirrorSelector mirrors() {
        return mirrors;
    }

    AuthenticationSelector authentication() {
        var selector = new DefaultAuthenticationSelector();
        credentials.forEach(selector::add);
        return selector;
    }

    private static Map<String, Authentication> credentials(Settings settings) {
        var credentials = new HashMap<String, Authentication>();
        for (var server : settings.getServers()) {
            if (server.getUsername() != null && server.getPassword() != null) {
                credentials.put(
                        server.getId(),
                        new AuthenticationBuilder()
                                .addUsername(server.getUsername())
                                .addPassword(server.getPassword())
                                .build());
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
