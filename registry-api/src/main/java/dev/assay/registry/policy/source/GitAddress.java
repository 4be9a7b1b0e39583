package dev.assay.registry.policy.source;

import dev.assay.registry.policy.PolicyUnavailableException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/**
 * One commit of a repository.
 *
 * @param commit its full id
 * @param path the folder in it; empty for the root
 * @param username for the repository, or null where it asks for none
 */
public record GitAddress(
        String url,
        String commit,
        String path,
        @Nullable String username,
        @Nullable String password) {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    /**
     * Checks what was configured.
     *
     * @throws PolicyUnavailableException when it names no single commit
     */
    public static GitAddress of(
            String url,
            @Nullable String commit,
            @Nullable String path,
            @Nullable String username,
            @Nullable String password)
            throws PolicyUnavailableException {
        var setting = "assay.policy.git.url";
        try {
            var parsed = new URI(url);
            var scheme = parsed.getScheme();
            if (!"https".equals(scheme) && !"file".equals(scheme)) {
                throw new PolicyUnavailableException(
                        setting,
                        "it is neither an https nor a file URL",
                        "Write https://host/repository or file:///path");
            }
            if (parsed.getUserInfo() != null) {
                throw new PolicyUnavailableException(
                        setting,
                        "it holds a user, and pages show it",
                        "Set assay.policy.git.username and assay.policy.git.password");
            }
        } catch (URISyntaxException e) {
            throw new PolicyUnavailableException(
                    setting, "it is no URL: " + e.getReason(), "Write https://host/repository");
        }
        if (commit == null || !COMMIT.matcher(commit).matches()) {
            throw new PolicyUnavailableException(
                    "assay.policy.git.commit",
                    commit == null || commit.isBlank()
                            ? "it is missing"
                            : "'"
                                    + commit
                                    + "' is no full commit id, and a branch, tag or short id can"
                                    + " come to mean other rules",
                    "Write the 40 hexadecimal digits of the commit");
        }
        return new GitAddress(url, commit, path == null ? "" : path, username, password);
    }

    String origin() {
        return url + (path.isEmpty() ? "" : " " + path) + " at commit " + commit;
    }

    // A record that holds a secret never prints it.
    @Override
    public String toString() {
        return origin();
    }
}
