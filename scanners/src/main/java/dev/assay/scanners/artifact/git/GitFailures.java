package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.coordinates.GitPlace;

import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;

import java.util.Locale;
import java.util.zip.ZipException;

/** What JGit's ways to fail mean: most of them it tells by words alone. */
final class GitFailures {

    private static final int MOST_CAUSES = 10;

    private GitFailures() {}

    static FetchOutcome.Missed outcome(
            GitPlace place, Throwable failure, BoundedConnections connections, long most) {
        if (connections.exceeded()) {
            return new FetchOutcome.TooLarge(most);
        }
        if (connections.late()) {
            return new FetchOutcome.Unavailable(place.host() + " took too long", null);
        }
        var cause = failure;
        for (var depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            switch (cause) {
                case TooLargeObjectInPackException large -> {
                    return new FetchOutcome.TooLarge(most);
                }
                case CorruptObjectException corrupt -> {
                    return altered(place, corrupt);
                }
                case ZipException broken -> {
                    return altered(place, broken);
                }
                case NoRemoteRepositoryException none -> {
                    return new FetchOutcome.NotFound(
                            place.host() + " has no repository " + place.path());
                }
                default -> {}
            }
            cause = cause.getCause();
        }
        return byWords(place, String.valueOf(failure.getMessage()));
    }

    private static FetchOutcome.Missed altered(GitPlace place, Throwable failure) {
        return new FetchOutcome.IntegrityMismatch(
                "objects of " + place + " that git accepts",
                line(String.valueOf(failure.getMessage())));
    }

    private static FetchOutcome.Missed byWords(GitPlace place, String message) {
        var words = message.toLowerCase(Locale.ROOT);
        if (words.contains("not our ref")
                || words.contains("does not have")
                || words.contains("not valid")
                || words.contains("not advertised")
                || words.contains("unadvertised")) {
            return new FetchOutcome.NotFound(
                    place + " has no such commit, or gives none by its id");
        }
        if (words.contains("authentication is required")
                || words.contains("not authorized")
                || words.contains("not permitted")) {
            return new FetchOutcome.NotFound(
                    place.host()
                            + " gives "
                            + place.path()
                            + " to nobody without a token, or has no such repository"
                            + "; assay.upstream.git.token-files names the file with one");
        }
        return new FetchOutcome.Unavailable(line(message), null);
    }

    private static String line(String message) {
        var plain = message.replaceAll("\\p{Cntrl}+", " ");
        return plain.length() > 300 ? plain.substring(0, 300) + "…" : plain;
    }
}
