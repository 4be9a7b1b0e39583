package dev.assay.scanners.ecosystem.git;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.git.GitException;
import dev.assay.scanners.artifact.git.GitManifest;
import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.artifact.git.GitRemote;
import dev.assay.scanners.artifact.git.GitTag;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.publisher.SourceHistory;
import dev.assay.scanners.signature.AllowedSigners;
import dev.assay.scanners.signature.CommitSignature;
import dev.assay.scanners.signature.GitSigners;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Git hosts, as what vetting asks. */
public final class GitUpstream implements Upstream {

    private static final Ecosystem GIT = new GitEcosystem();
    private static final int NEAR = 5;
    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_COMMITS = 2_000;

    private final GitRemote remote;
    private final Supplier<GitSigners> signers;
    private final TreeClosure trees;

    /** What commits' files hash to that were fetched before, by repository and object. */
    private final Map<String, Integrity> known = new ConcurrentHashMap<>();

    /** Without anybody whose signatures are believed. */
    public GitUpstream(GitRemote remote) {
        this(remote, () -> GitSigners.bySsh(AllowedSigners.read(null)), List.of());
    }

    /**
     * @param signers asked each time: whoever may sign may change
     * @param registries where the packages come from that a tree of sources needs; not closed with
     *     this
     */
    public GitUpstream(GitRemote remote, Supplier<GitSigners> signers, List<Upstream> registries) {
        this.remote = remote;
        this.signers = signers;
        this.trees = new TreeClosure(registries);
    }

    @Override
    public Ecosystem ecosystem() {
        return GIT;
    }

    @Override
    public String name() {
        return "the git host";
    }

    @Override
    public String fileWord() {
        return "commit";
    }

    @Override
    public LookupOutcome find(Purl release) {
        var place = GitPlace.of(release).orElse(null);
        if (place == null) {
            return new LookupOutcome.NoPackage("'" + release + "' names no git repository");
        }
        List<GitTag> tags;
        try {
            tags = remote.tags(place);
        } catch (GitException e) {
            return lookup(e.outcome());
        }
        var version = release.version();
        if (version != null && GitReference.isCommit(version)) {
            return new LookupOutcome.Found(new Offered(place, version, null));
        }
        return tags.stream()
                .filter(tag -> tag.name().equals(version))
                .findFirst()
                .<LookupOutcome>map(
                        tag -> new LookupOutcome.Found(new Offered(place, tag.commit(), tag)))
                .orElseGet(() -> new LookupOutcome.NoVersion(near(tags)));
    }

    private static LookupOutcome lookup(FetchOutcome.Missed why) {
        return switch (why) {
            case FetchOutcome.NotFound(var reason) -> new LookupOutcome.NoPackage(reason);
            case FetchOutcome.Unavailable(var reason, var after) ->
                    new LookupOutcome.Unavailable(reason, after);
            case FetchOutcome.NotConfigured(var reason) -> new LookupOutcome.NotConfigured(reason);
            case FetchOutcome.TooLarge(var limit) ->
                    new LookupOutcome.Malformed("its list of tags exceeds " + limit + " bytes");
            case FetchOutcome.Missed other -> new LookupOutcome.Malformed(other.told());
        };
    }

    /** The newest tags that read like versions, or any where none does. */
    private static String near(List<GitTag> tags) {
        if (tags.isEmpty()) {
            return "it has no tags; name the 40 digits of a commit, since branches move";
        }
        var newest =
                tags.stream()
                        .flatMap(tag -> GitVersion.parse(tag.name()).stream())
                        .sorted(Comparator.<GitVersion>naturalOrder().reversed())
                        .map(GitVersion::text)
                        .limit(NEAR)
                        .toList();
        var named =
                newest.isEmpty() ? tags.stream().map(GitTag::name).limit(NEAR).toList() : newest;
        return "a version is a tag or the 40 digits of a commit; among its tags are "
                + named.stream()
                        .map(name -> name.length() > 60 ? name.substring(0, 60) + "…" : name)
                        .collect(Collectors.joining(", "));
    }

    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes)
            throws IOException, InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found(var offered) -> locked(release, (Offered) offered, bytes);
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    /** The commit, with what its tree needs of registries. */
    private ClosureOutcome locked(Purl release, Offered offered, FetchedFiles bytes)
            throws IOException, InterruptedException {
        var file = Files.createTempFile("assay-commit-", null);
        try {
            return switch (offered.fetch(file)) {
                case Fetched fetched -> {
                    bytes.take(release, fetched);
                    yield trees.of(release, offered.pinned(), fetched.integrity(), file, bytes);
                }
                case FetchOutcome.Missed missed ->
                        ClosureOutcome.without(release.toString(), missed);
            };
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A tag that leads elsewhere now is an alteration, though every commit is what it was. */
    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        var registry = trees.registry(locked.purl()).orElse(null);
        if (registry != null) {
            return registry.fetch(locked, target);
        }
        var manifest = GitManifest.read(locked.manifest()).orElse(null);
        if (manifest == null) {
            return new FetchOutcome.NotFound(
                    "it is not on record which commit " + locked.purl() + " is");
        }
        return switch (find(locked.purl())) {
            case LookupOutcome.Found(var offered) ->
                    same(locked, manifest, (Offered) offered, target);
            case LookupOutcome.Missed missed -> missed.unfetched(locked.purl());
        };
    }

    private static FetchOutcome same(
            LockedPackage locked, GitManifest manifest, Offered offered, Path target) {
        if (!manifest.pinned().equals(offered.pinned())) {
            return new FetchOutcome.IntegrityMismatch(
                    "commit " + manifest.commit(), "commit " + offered.commit);
        }
        var outcome = offered.fetch(target);
        return outcome instanceof Fetched fetched && !fetched.integrity().equals(locked.integrity())
                ? new FetchOutcome.IntegrityMismatch(
                        locked.integrity().value(), fetched.integrity().value())
                : outcome;
    }

    @Override
    public List<PackageProofs> proofs(List<LockedPackage> packages) throws InterruptedException {
        return trees.proofs(packages);
    }

    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag) {
        var place = GitPlace.of(packagePurl).orElse(null);
        if (place == null) {
            return new VersionsOutcome.NotFound("'" + packagePurl + "' names no git repository");
        }
        try {
            return new VersionsOutcome.Found(
                    new GitVersions(remote.tags(place), tag -> promised(place, tag)));
        } catch (GitException e) {
            return VersionsOutcome.without(e.outcome());
        }
    }

    private @Nullable Integrity promised(GitPlace place, GitTag tag) {
        var before = known.get(place + " " + tag.object());
        if (before != null) {
            return before;
        }
        try {
            var file = Files.createTempFile("assay-commit-", null);
            try {
                return new Offered(place, tag.commit(), tag).fetch(file) instanceof Fetched fetched
                        ? fetched.integrity()
                        : null;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no room for a commit of " + place, e);
        }
    }

    private void remember(GitPlace place, String object, Integrity integrity) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(place + " " + object, integrity);
    }

    /** Nothing is held open between two conversations. */
    @Override
    public void close() {}

    private final class Offered implements OfferedRelease {

        private final GitPlace place;
        private final String commit;
        private final @Nullable GitTag tag;

        Offered(GitPlace place, String commit, @Nullable GitTag tag) {
            this.place = place;
            this.commit = commit;
            this.tag = tag;
        }

        @Override
        public String manifest() {
            return pinned().json();
        }

        GitManifest pinned() {
            return GitManifest.of(place, commit, tag);
        }

        @Override
        public @Nullable Integrity promised() {
            return null;
        }

        @Override
        public FetchOutcome fetch(Path target) {
            try {
                if (tag == null) {
                    return remote.fetch(place, commit, target);
                }
                var fetched = remote.fetch(place, tag, target);
                remember(place, tag.object(), fetched.integrity());
                return fetched;
            } catch (GitException e) {
                return e.outcome();
            }
        }

        /** A host names nobody whom it has checked: the commits that led here say who made them. */
        @Override
        public Publishing publishing(Integrity bytes) {
            return Publishing.ofCommit(tag == null ? commit : tag.name(), history());
        }

        private SourceHistory history() {
            try {
                var history = remote.history(place, tag, commit, MOST_COMMITS);
                return new SourceHistory(
                        history.commits().stream()
                                .map(
                                        each ->
                                                new SourceHistory.Commit(
                                                        each.id(),
                                                        each.author(),
                                                        each.committer(),
                                                        each.signed()))
                                .toList(),
                        history.whole(),
                        null,
                        new CommitSignature(
                                        signers.get(), place.purl(null).toString(), Instant.now())
                                .check(
                                        tag == null ? null : tag.name(),
                                        history.tag(),
                                        history.commit()));
            } catch (GitException e) {
                return SourceHistory.unknown(lookup(e.outcome()).toString());
            }
        }
    }
}
