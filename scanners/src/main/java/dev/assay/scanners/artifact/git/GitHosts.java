package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.Origin;
import dev.assay.scanners.coordinates.GitPlace;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The hosts that repositories are fetched from. One that is not configured is never asked, whatever
 * a package URL names.
 *
 * @param addresses by the name of a host, where its repositories are: https, or http in a network
 *     of one's own
 * @param tokenFiles by the name of a host, the file with the token to sign in with, or with {@code
 *     USER:TOKEN}
 * @param others further places for repositories of a host
 */
public record GitHosts(
        Map<String, URI> addresses, Map<String, Path> tokenFiles, HostUpstreams others) {

    /** A user name for hosts that look at the token alone. */
    private static final String ANY_USER = "assay";

    /** What to sign in with. */
    public record SignIn(String user, String token) {

        @Override
        public String toString() {
            return user;
        }
    }

    /** Hosts that are asked themselves. */
    public GitHosts(Map<String, URI> addresses, Map<String, Path> tokenFiles) {
        this(addresses, tokenFiles, HostUpstreams.none("git"));
    }

    public GitHosts {
        addresses = lower(addresses);
        tokenFiles = lower(tokenFiles);
        addresses.forEach(
                (host, address) -> {
                    if (!Origin.isWeb(address) || address.getUserInfo() != null) {
                        throw new IllegalArgumentException(
                                "assay.upstream.git.hosts["
                                        + host
                                        + "] has to be an https address without a user");
                    }
                });
    }

    private static <T> Map<String, T> lower(Map<String, T> byHost) {
        var lower = new TreeMap<String, T>();
        byHost.forEach((host, value) -> lower.put(host.toLowerCase(Locale.ROOT), value));
        return Map.copyOf(lower);
    }

    /** Whether a repository may be asked for at all. */
    public boolean isConfigured(GitPlace place) {
        return addresses.containsKey(place.host()) || others.knows(place.host());
    }

    /** The address of a repository at one of the places where it is asked for. */
    static URI repository(URI upstream, GitPlace place) {
        return URI.create(upstream.toString().replaceAll("/+$", "") + "/" + place.path());
    }

    /** What to set so that a host may be asked. */
    public static String howToConfigure(GitPlace place) {
        return "no git host "
                + place.host()
                + " is configured; set assay.upstream.git.hosts["
                + place.host()
                + "] to its https address";
    }

    /**
     * Read each time: tokens are rotated.
     *
     * @param upstream where it is to be sent; null elsewhere than at the host itself
     */
    @Nullable SignIn signIn(GitPlace place, URI upstream) {
        var file =
                upstream.equals(addresses.get(place.host())) ? tokenFiles.get(place.host()) : null;
        if (file == null) {
            return null;
        }
        try {
            var text = Files.readString(file).strip();
            var colon = text.indexOf(':');
            return colon < 0
                    ? new SignIn(ANY_USER, text)
                    : new SignIn(text.substring(0, colon), text.substring(colon + 1));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the token in assay.upstream.git.token-files cannot be read", e);
        }
    }
}
