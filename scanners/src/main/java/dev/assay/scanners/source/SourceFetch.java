package dev.assay.scanners.source;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.git.GitException;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.artifact.git.GitTag;
import dev.assay.scanners.coordinates.GitPlace;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the commit of a version in a repository, and fetches it alone. */
public final class SourceFetch {

    private static final int MOST_NAMED = 12;

    /** A commit to look for, and what says that it is the one. */
    public record Candidate(String commit, String by, boolean isProven) {}

    /** What became of the search. */
    public sealed interface Found {

        /**
         * A commit.
         *
         * @param tag its tag as listed, or null where it is by its id
         */
        record Commit(String commit, String by, boolean isProven, @Nullable GitTag tag)
                implements Found {}

        /** None, and why. */
        record None(SourceOutcome outcome) implements Found {}
    }

    /** What became of fetching it. */
    public sealed interface Fetching {

        record Done(FetchOutcome.Fetched fetched) implements Fetching {}

        /** The repository does not give this commit; another way to it may be open. */
        record NotThere() implements Fetching {}

        record Failed(SourceOutcome outcome) implements Fetching {}
    }

    private final GitRemote remote;

    public SourceFetch(GitRemote remote) {
        this.remote = remote;
    }

    /**
     * The commits that may be the version's, the best first: those that are named by their ids,
     * then the first tag of these names that there is.
     */
    public List<Found> find(GitPlace place, List<Candidate> named, List<String> tags) {
        var found = new ArrayList<Found>();
        for (var each : named) {
            found.add(new Found.Commit(each.commit(), each.by(), each.isProven(), null));
        }
        try {
            var listed = new LinkedHashMap<String, GitTag>();
            remote.tags(place).forEach(tag -> listed.put(tag.name(), tag));
            tag(tags, listed, found);
        } catch (GitException e) {
            if (found.isEmpty()) {
                found.add(new Found.None(outcome(place, e.outcome())));
            }
        }
        if (found.isEmpty()) {
            found.add(
                    new Found.None(
                            new SourceOutcome.NoSuchVersion(place.toString(), tried(named, tags))));
        }
        return found;
    }

    private static void tag(List<String> tags, Map<String, GitTag> listed, List<Found> found) {
        for (var name : tags) {
            var tag = listed.get(name);
            if (tag != null) {
                found.add(new Found.Commit(tag.commit(), "tag " + name, false, tag));
                return;
            }
        }
    }

    /** What a repository was asked for, for people. */
    public static List<String> tried(List<Candidate> named, List<String> tags) {
        var tried = new ArrayList<String>();
        named.forEach(each -> tried.add("commit " + each.commit()));
        tags.stream().limit(MOST_NAMED).map(name -> "tag " + name).forEach(tried::add);
        return tried;
    }

    /** Fetches a commit. */
    public Fetching fetch(GitPlace place, Found.Commit commit, Path target) {
        try {
            var tag = commit.tag();
            return new Fetching.Done(
                    tag == null
                            ? remote.fetch(place, commit.commit(), target)
                            : remote.fetch(place, tag, target));
        } catch (GitException e) {
            return e.outcome() instanceof FetchOutcome.NotFound
                    ? new Fetching.NotThere()
                    : new Fetching.Failed(outcome(place, e.outcome()));
        }
    }

    private static SourceOutcome outcome(GitPlace place, FetchOutcome.Missed why) {
        var name = place.toString();
        return switch (why) {
            case FetchOutcome.NotConfigured(var reason) ->
                    new SourceOutcome.NotAllowed(name, reason);
            case FetchOutcome.TooLarge(var limit) ->
                    new SourceOutcome.TooLarge(
                            name, name + " exceeds the " + limit + " bytes that are fetched of it");
            case FetchOutcome.Missed other -> new SourceOutcome.Unreachable(name, other.told());
        };
    }
}
