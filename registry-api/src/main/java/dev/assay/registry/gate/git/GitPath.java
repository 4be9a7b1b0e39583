package dev.assay.registry.gate.git;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.GitPlace;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A path of the gate as git's clients ask for it: {@code /git/HOST/OWNER/REPO/info/refs}, or {@code
 * /git/~/RELEASE-ID/…} for one closure alone.
 *
 * @param closure the release whose closure alone is asked for, or null
 * @param end what follows the repository
 */
record GitPath(@Nullable Id closure, GitPlace place, End end) {

    private static final String PREFIX = "/git/";
    private static final String ONE = "~/";

    /** What git asks a repository for over HTTP (gitprotocol-http). */
    enum End {
        REFS("/info/refs"),
        UPLOAD("/git-upload-pack"),
        PUSH("/git-receive-pack");

        private final String text;

        End(String text) {
            this.text = text;
        }
    }

    static boolean owned(String path) {
        return path.startsWith(PREFIX);
    }

    /** Reads a path as it was sent; empty where it is none of these. */
    static Optional<GitPath> parse(String sent) {
        String path;
        try {
            path = URLDecoder.decode(sent.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (var end : End.values()) {
            if (path.endsWith(end.text)) {
                return repository(
                        path.substring(PREFIX.length(), path.length() - end.text.length()), end);
            }
        }
        return Optional.empty();
    }

    private static Optional<GitPath> repository(String text, End end) {
        try {
            if (!text.startsWith(ONE)) {
                return Optional.of(new GitPath(null, place(text), end));
            }
            var slash = text.indexOf('/', ONE.length());
            return slash < 0
                    ? Optional.empty()
                    : Optional.of(
                            new GitPath(
                                    new Id(text.substring(ONE.length(), slash)),
                                    place(text.substring(slash + 1)),
                                    end));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static GitPlace place(String text) {
        var slash = text.indexOf('/');
        return GitPlace.of(
                slash < 0 ? text : text.substring(0, slash),
                slash < 0 ? "" : text.substring(slash + 1));
    }
}
