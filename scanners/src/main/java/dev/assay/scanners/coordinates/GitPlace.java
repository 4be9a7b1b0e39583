package dev.assay.scanners.coordinates;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A git repository by the host that people name it by, whatever address it is fetched from. The
 * purl specification has types for three hosts; a repository of any other is of type {@code
 * generic}, with {@code git} and the host as first parts of the namespace: {@code
 * git:git.example.com/team/server} is {@code pkg:generic/git/git.example.com/team/server}.
 *
 * @param host in lower case
 * @param path of the repository on that host, without {@code .git}; in lower case where the purl
 *     specification has it so
 */
public record GitPlace(String host, String path) {

    /** Of a repository on any other host. */
    private static final String OTHER = "generic";

    /** The hosts that the purl specification's types stand for. */
    private static final Map<String, String> HOSTS =
            Map.of("github", "github.com", "gitlab", "gitlab.com", "bitbucket", "bitbucket.org");

    private static final String FIRST = "git";
    private static final int LONGEST = 400;
    private static final Pattern HOST = Pattern.compile("[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?");
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9_~][A-Za-z0-9._~-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*");

    /**
     * Checks and normalises a host and a path.
     *
     * @throws IllegalArgumentException when they name no repository, with a message made for people
     */
    public static GitPlace of(String host, String path) {
        var lower = host.toLowerCase(Locale.ROOT);
        var bare = path.endsWith(".git") ? path.substring(0, path.length() - 4) : path;
        if (!HOST.matcher(lower).matches()
                || !PATH.matcher(bare).matches()
                || bare.contains("..")
                || bare.length() > LONGEST
                || !bare.contains("/") && HOSTS.containsValue(lower)) {
            throw new IllegalArgumentException(
                    "'"
                            + host
                            + "/"
                            + path
                            + "' names no git repository; write git:HOST/OWNER/REPO");
        }
        return new GitPlace(
                lower, HOSTS.containsValue(lower) ? bare.toLowerCase(Locale.ROOT) : bare);
    }

    /**
     * Reads the short form without its {@code git:}, as {@code HOST/OWNER/REPO@TAG}.
     *
     * @throws IllegalArgumentException when it is none, with a message made for people
     */
    static Purl parse(String text) {
        var slash = text.indexOf('/');
        var at = text.indexOf('@', Math.max(0, slash));
        var named = at < 0 ? text : text.substring(0, at);
        return of(
                        slash < 0 ? named : named.substring(0, slash),
                        slash < 0 ? "" : named.substring(slash + 1))
                .purl(at < 0 ? null : text.substring(at + 1));
    }

    /** Whether a package URL is of a form that stands for a repository, right or wrong. */
    public static boolean isOne(Purl purl) {
        var namespace = purl.namespace();
        return HOSTS.containsKey(purl.type())
                || purl.type().equals(OTHER)
                        && namespace != null
                        && List.of(namespace.split("/")).getFirst().equals(FIRST);
    }

    /** The repository that a package URL stands for; empty where it stands for none. */
    public static Optional<GitPlace> of(Purl purl) {
        var namespace = purl.namespace();
        if (namespace == null || !isOne(purl)) {
            return Optional.empty();
        }
        var whole = namespace + "/" + purl.name();
        var host = HOSTS.get(purl.type());
        if (host == null) {
            var parts = whole.split("/", 3);
            if (parts.length < 3) {
                return Optional.empty();
            }
            host = parts[1];
            whole = parts[2];
        }
        try {
            var place = of(host, whole);
            // One repository has one name, or what is approved under one is unknown by another.
            return place.purl(purl.version()).equals(purl) ? Optional.of(place) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Its package URL.
     *
     * @param version a tag or a commit, or null
     */
    public Purl purl(@Nullable String version) {
        var type =
                HOSTS.entrySet().stream()
                        .filter(each -> each.getValue().equals(host))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(OTHER);
        var whole = type.equals(OTHER) ? FIRST + "/" + host + "/" + path : path;
        var slash = whole.lastIndexOf('/');
        return new Purl(type, whole.substring(0, slash), whole.substring(slash + 1), version);
    }

    /** As people write it: {@code HOST/OWNER/REPO}. */
    @Override
    public String toString() {
        return host + "/" + path;
    }
}
