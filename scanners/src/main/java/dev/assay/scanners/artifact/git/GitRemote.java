package dev.assay.scanners.artifact.git;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.LimitExceededException;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Repositories on the hosts that are configured. Each conversation has an empty repository of its
 * own, which is removed with whatever came; no hook, filter or helper of git is ever run,
 * submodules are not fetched, and a host that sends elsewhere is not followed. Safe for use by many
 * threads.
 */
public final class GitRemote {

    private static final String PIN = "refs/assay/pin";
    private static final int MOST_TAGS_OF_TAGS = 5;

    private final GitHosts hosts;
    private final GitLimits limits;

    public GitRemote(GitHosts hosts, GitLimits limits) {
        this.hosts = hosts;
        this.limits = limits;
    }

    /** Talks to one repository. */
    private interface Talk<T> {
        T over(BoundedRepository repository, Transport transport) throws IOException, GitException;
    }

    /** All tags of a repository, as its host lists them. */
    public List<GitTag> tags(GitPlace place) throws GitException {
        return talk(
                place,
                limits.refs(),
                (repository, transport) -> {
                    try (var connection =
                            transport.openFetch(
                                    List.of(new RefSpec("refs/tags/*:refs/tags/*")),
                                    GitReference.TAGS)) {
                        return connection.getRefs().stream()
                                .filter(ref -> ref.getName().startsWith(GitReference.TAGS))
                                .filter(ref -> ref.getObjectId() != null)
                                .map(GitRemote::tag)
                                .toList();
                    }
                });
    }

    private static GitTag tag(Ref ref) {
        var object = Objects.requireNonNull(ref.getObjectId());
        var peeled = ref.getPeeledObjectId();
        return new GitTag(
                ref.getName().substring(GitReference.TAGS.length()),
                object.name(),
                peeled == null ? object.name() : peeled.name());
    }

    /** Fetches a commit alone by the tag that was listed, and writes it as one file. */
    public Fetched fetch(GitPlace place, GitTag tag, Path target) throws GitException {
        return fetch(place, GitReference.TAGS + tag.name(), tag.object(), tag.commit(), target);
    }

    /** Fetches a commit alone by its id, and writes it as one file. */
    public Fetched fetch(GitPlace place, String commit, Path target) throws GitException {
        return fetch(place, commit, commit, commit, target);
    }

    private Fetched fetch(GitPlace place, String wanted, String object, String commit, Path target)
            throws GitException {
        return talk(
                place,
                limits.packed(),
                (repository, transport) -> {
                    transport.setTagOpt(TagOpt.NO_TAGS);
                    transport.setDepth(1);
                    // It wants ancestors, too; the writer looks at every object that it takes.
                    transport.setCheckFetchedObjects(false);
                    transport.fetch(
                            NullProgressMonitor.INSTANCE, List.of(new RefSpec(wanted + ":" + PIN)));
                    // Whatever the tag names by now, only what it was listed as is taken.
                    var id = ObjectId.fromString(object);
                    if (!repository.getObjectDatabase().has(id)) {
                        throw new GitException(
                                new FetchOutcome.IntegrityMismatch(object, "something else"));
                    }
                    write(repository, id, commit, target);
                    return fetched(target, transport.getURI());
                });
    }

    /** Whether the tag leads to the commit that was listed is looked at, not believed. */
    private void write(BoundedRepository repository, ObjectId from, String commit, Path target)
            throws IOException, GitException {
        try (var walk = new RevWalk(repository)) {
            var tags = new ArrayList<ObjectId>();
            var object = walk.parseAny(from);
            while (object instanceof RevTag tag && tags.size() < MOST_TAGS_OF_TAGS) {
                tags.add(tag.copy());
                object = walk.parseAny(tag.getObject());
            }
            if (!(object instanceof RevCommit) || !object.name().equals(commit)) {
                throw new GitException(
                        new FetchOutcome.IntegrityMismatch(
                                "commit " + commit,
                                "a " + PinnedPackWriter.word(object.getType())));
            }
            new PinnedPackWriter(walk.getObjectReader(), limits).write(tags, object.copy(), target);
        } catch (MissingObjectException e) {
            throw new GitException(
                    new FetchOutcome.IntegrityMismatch(
                            "the whole commit " + commit, "one without " + e.getObjectId().name()));
        }
    }

    private static Fetched fetched(Path target, URIish from) throws IOException {
        var digest = Sha256.newDigest();
        try (var in = Files.newInputStream(target)) {
            var chunk = new byte[1 << 16];
            for (var count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        var sha256 = Sha256.ofDigest(digest.digest());
        return new Fetched(
                target,
                sha256,
                Integrity.of(sha256),
                Files.size(target),
                URI.create(from.toString()),
                false);
    }

    /**
     * The ids and the people of a commit and its nearest ancestors, without their files.
     *
     * @param tag how it is named; null where it is by its id
     * @param most how many
     */
    public GitHistory history(GitPlace place, @Nullable GitTag tag, String commit, int most)
            throws GitException {
        return talk(
                place,
                limits.packed(),
                (repository, transport) -> {
                    transport.setTagOpt(TagOpt.NO_TAGS);
                    transport.setDepth(most);
                    transport.setFilterSpec(FilterSpec.fromFilterLine("tree:0"));
                    transport.setCheckFetchedObjects(false);
                    transport.fetch(
                            NullProgressMonitor.INSTANCE,
                            List.of(
                                    new RefSpec(
                                            (tag == null ? commit : GitReference.TAGS + tag.name())
                                                    + ":"
                                                    + PIN)));
                    return GitHistory.read(
                            repository,
                            ObjectId.fromString(commit),
                            tag == null || tag.object().equals(commit)
                                    ? null
                                    : ObjectId.fromString(tag.object()),
                            most);
                });
    }

    private <T> T talk(GitPlace place, long most, Talk<T> talk) throws GitException {
        return talk(place, upstream(place), most, talk);
    }

    /** The one place that a repository is asked of. */
    private URI upstream(GitPlace place) throws GitException {
        if (!hosts.isConfigured(place)) {
            throw new GitException(new FetchOutcome.NotConfigured(GitHosts.howToConfigure(place)));
        }
        try {
            return switch (hosts.others()
                    .place(
                            place.host(),
                            place.path(),
                            hosts.addresses().get(place.host()),
                            each -> has(place, each))) {
                case HostUpstreams.Place.At(var upstream) -> upstream;
                case HostUpstreams.Place.Nowhere(var reason) ->
                        throw new GitException(new FetchOutcome.NotFound(reason));
                case HostUpstreams.Place.Unknown(var reason, var after) ->
                        throw new GitException(new FetchOutcome.Unavailable(reason, after));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitException(new FetchOutcome.Unavailable("it was interrupted", null));
        }
    }

    /** A host that wants a token for it may have it: some say so of what is not there. */
    private HostUpstreams.Answer has(GitPlace place, URI upstream) {
        try {
            return talk(
                    place,
                    upstream,
                    limits.refs(),
                    (repository, transport) -> {
                        try {
                            transport.openFetch().close();
                            return new HostUpstreams.Answer.Has();
                        } catch (NoRemoteRepositoryException e) {
                            return new HostUpstreams.Answer.HasNot();
                        }
                    });
        } catch (GitException e) {
            return new HostUpstreams.Answer.Silent(String.valueOf(e.getMessage()), null);
        }
    }

    private <T> T talk(GitPlace place, URI upstream, long most, Talk<T> talk) throws GitException {
        var address = GitHosts.repository(upstream, place);
        var connections = new BoundedConnections(most, limits.time());
        try {
            var folder = Files.createTempDirectory("assay-git-");
            try (var repository = BoundedRepository.create(folder, limits.object());
                    var transport = Transport.open(repository, new URIish(address.toString()))) {
                if (!(transport instanceof TransportHttp http)) {
                    throw new IllegalStateException(address + " is no web address");
                }
                http.setHttpConnectionFactory(connections);
                http.setTimeout((int) limits.silence().toSeconds());
                var authorization = hosts.others().authorization(address);
                if (authorization != null) {
                    http.setAdditionalHeaders(Map.of("Authorization", authorization));
                }
                var signIn = hosts.signIn(place, upstream);
                if (signIn != null) {
                    http.setCredentialsProvider(
                            new UsernamePasswordCredentialsProvider(signIn.user(), signIn.token()));
                }
                return talk.over(repository, http);
            } finally {
                remove(folder);
            }
        } catch (LimitExceededException e) {
            throw new GitException(new FetchOutcome.TooLarge(limits.pinned()));
        } catch (IOException | URISyntaxException | RuntimeException e) {
            throw new GitException(GitFailures.outcome(place, e, connections, most));
        }
    }

    private static void remove(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // JGit measures the clock of a new folder's disk with files of its own, which come and
            // go; what is left is empty but for them, in the system's folder for such things.
        }
    }
}
