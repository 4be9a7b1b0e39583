package dev.assay.scanners.source;

import dev.assay.scanners.coordinates.GitPlace;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository as manifests name it: by a web address, by ssh's, in npm's short forms, or as
 * Maven's {@code scm:}.
 *
 * @param directory a folder of it that the address names, without slashes around; often empty
 */
public record RepositoryAddress(GitPlace place, String directory) {

    private static final int LONGEST = 600;
    private static final Map<String, String> SHORT =
            Map.of("github", "github.com", "gitlab", "gitlab.com", "bitbucket", "bitbucket.org");
    private static final Pattern SHORT_FORM =
            Pattern.compile("(?:(github|gitlab|bitbucket):)?([A-Za-z0-9_-][\\w.-]*/[\\w.-]+)");
    private static final Pattern SCP = Pattern.compile("(?:[\\w.-]+@)([\\w.-]+):(?!/)(.+)");
    private static final Pattern WEB =
            Pattern.compile(
                    "(?i)(?:git|https?|ssh|git\\+ssh|git\\+https?)://(?:[^/@]*@)?([^/:]+)(?::\\d+)?/(.+)");
    private static final Pattern TREE =
            Pattern.compile("(.+?)/(?:-/)?(?:tree|blob|src)/[^/]+(?:/(.*))?");

    /** Reads an address; empty where it names no repository. */
    public static Optional<RepositoryAddress> parse(String text) {
        var plain = text.strip();
        if (plain.length() > LONGEST) {
            return Optional.empty();
        }
        plain = plain.replaceFirst("(?i)^scm:(?:git[:|])?", "").replaceFirst("[?#].*$", "");
        plain = plain.replaceFirst("/+$", "");
        var web = WEB.matcher(plain);
        if (web.matches()) {
            return of(web.group(1), web.group(2));
        }
        var scp = SCP.matcher(plain);
        if (scp.matches()) {
            return of(scp.group(1), scp.group(2));
        }
        var brief = SHORT_FORM.matcher(plain);
        if (brief.matches()) {
            var host = brief.group(1) == null ? "github" : brief.group(1);
            return of(SHORT.getOrDefault(host, ""), brief.group(2));
        }
        return Optional.empty();
    }

    private static Optional<RepositoryAddress> of(String host, String path) {
        var directory = "";
        var whole = path;
        var tree = TREE.matcher(path);
        if (tree.matches()) {
            whole = tree.group(1);
            directory = tree.group(2) == null ? "" : tree.group(2);
        }
        var bare = host.replaceFirst("(?i)^www\\.", "");
        try {
            var place = GitPlace.of(bare, whole);
            // github.com/OWNER/REPO/issues is a page about the repository.
            var parts = place.path().split("/");
            if (SHORT.containsValue(place.host())
                    && !place.host().equals("gitlab.com")
                    && parts.length > 2) {
                place = GitPlace.of(bare, parts[0] + "/" + parts[1]);
            }
            return Optional.of(new RepositoryAddress(place, folder(directory)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A folder in a repository without slashes around; empty where it would lead out of it. */
    static String folder(String named) {
        var plain = named.replace('\\', '/').replaceAll("^(?:\\./|/)+|/+$", "");
        return plain.equals(".") || ("/" + plain + "/").contains("/../") ? "" : plain;
    }
}
