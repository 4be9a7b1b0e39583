package dev.assay.registry.gate.git;

import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.artifact.git.GitManifest;
import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.ecosystem.Upstream;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Git repositories of what is approved, over smart HTTP. Only approved commits are listed, and the
 * repository that a request is answered from holds nothing else: an ancestor cannot be had by
 * knowing its id, whatever the protocol allows.
 */
public final class GitGate implements GateRoute, AutoCloseable {

    private static final GateAnswer SOUND = GateAnswer.empty(200, Map.of());

    private final Checkpoint checkpoint;
    private final Upstream upstream;
    private final GitDialect dialect;
    private final ServedRepositories repositories;
    private final UploadPacks packs;

    /**
     * @param upstream asked only whether there is what is refused; closed together with the gate
     * @param folder for what is made of approved bytes to serve them; emptied now
     */
    public GitGate(Checkpoint checkpoint, Upstream upstream, Path folder) {
        this.checkpoint = checkpoint;
        this.upstream = upstream;
        this.dialect = new GitDialect(upstream);
        this.repositories = new ServedRepositories(folder);
        this.packs = new UploadPacks(new PackAnswers(folder));
    }

    @Override
    public void close() {
        packs.close();
        upstream.close();
    }

    @Override
    public String protocol() {
        return "git";
    }

    @Override
    public boolean owns(String path) {
        return GitPath.owned(path);
    }

    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        var asked = GitPath.parse(request.path()).orElse(null);
        if (asked == null) {
            return Optional.of(
                    GitAnswers.text(
                            404,
                            "Assay's git gate has nothing at "
                                    + PlainText.line(request.path(), 200)
                                    + "; clone /git/HOST/OWNER/REPO"));
        }
        if (asked.end() == GitPath.End.PUSH || request.query().contains("git-receive-pack")) {
            return Optional.of(
                    GitAnswers.text(
                            403, "Assay's gate is read-only; push to the repository itself"));
        }
        var lists = asked.end() == GitPath.End.REFS;
        if (lists && !request.query().contains("service=git-upload-pack")) {
            return Optional.of(
                    GitAnswers.text(
                            403,
                            "Assay's gate speaks git's smart protocol alone; use a newer git"));
        }
        return request.method().equals(lists ? "GET" : "POST")
                ? Optional.empty()
                : Optional.of(Faults.readOnly(request.method()));
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = GitPath.parse(request.path()).orElseThrow();
        var scope = checkpoint.scope(request, asked.closure()).orElse(null);
        if (scope == null) {
            return Checkpoint.knowsNothing();
        }
        var pins = new ArrayList<Pin>();
        var refusal = pins(request, scope, asked, pins);
        if (pins.isEmpty()) {
            return GitAnswers.refused(refusal);
        }
        var second = isSecond(request);
        if (asked.end() == GitPath.End.REFS) {
            try (var repository = repositories.open(pins)) {
                return packs.list(repository, second, pins);
            }
        }
        FetchRequest fetch;
        try {
            fetch =
                    FetchRequest.read(
                            request.body(),
                            "gzip".equals(request.header("content-encoding")),
                            second);
        } catch (IOException e) {
            return GitAnswers.text(400, "what was sent is no request of git's");
        }
        var error = error(request, scope, asked, pins, fetch);
        if (error.isPresent()) {
            return error.get();
        }
        var unrecorded = unrecorded(request, pins, fetch);
        if (unrecorded.isPresent()) {
            return unrecorded.get();
        }
        try (var repository = repositories.open(pins)) {
            return packs.answer(repository, second, fetch.ofOneCommit());
        }
    }

    private static boolean isSecond(GateRequest request) {
        var protocol = request.header("git-protocol");
        return protocol != null && List.of(protocol.split(":")).contains("version=2");
    }

    /**
     * Gathers the commits that may leave, the newest first.
     *
     * @return how the last of the others is refused
     */
    private GateAnswer pins(GateRequest request, Scope scope, GitPath asked, ArrayList<Pin> pins)
            throws InterruptedException, IOException {
        var repository = asked.place().purl(null);
        checkpoint.lookAgain(scope, repository);
        var allowed = scope.allowed(repository);
        GateAnswer refusal = null;
        for (var version : dialect.newestFirst(allowed.keySet())) {
            var hold = allowed.get(version);
            var manifest =
                    hold == null ? null : GitManifest.read(hold.held().manifest()).orElse(null);
            if (hold == null || manifest == null) {
                continue;
            }
            var file = new ApprovedFile(hold.release(), hold.held(), hold.held().sha256());
            var answer =
                    checkpoint.serve(
                            request,
                            scope,
                            file,
                            dialect,
                            sound -> {
                                var sha256 = hold.held().sha256();
                                if (sha256 != null) {
                                    pins.add(new Pin(file, sha256, sound, manifest));
                                }
                                return SOUND;
                            });
            refusal = answer == SOUND ? refusal : answer;
        }
        return refusal != null || !pins.isEmpty()
                ? refusal == null ? SOUND : refusal
                : checkpoint.refuse(request, scope, repository, dialect);
    }

    /** Tells of what is asked for by its name or id and may not leave; git itself has no words. */
    private Optional<GateAnswer> error(
            GateRequest request, Scope scope, GitPath asked, List<Pin> pins, FetchRequest fetch)
            throws InterruptedException {
        for (var want : fetch.wants()) {
            if (pins.stream().noneMatch(pin -> isOf(pin, want)) && GitReference.isCommit(want)) {
                return Optional.of(
                        GitAnswers.error(
                                checkpoint.refuse(
                                        request, scope, asked.place().purl(want), dialect)));
            }
        }
        for (var tag : fetch.tags()) {
            if (GitReference.isTagName(tag)
                    && pins.stream().noneMatch(pin -> pin.ref().equals("refs/tags/" + tag))) {
                var answer = checkpoint.refuse(request, scope, asked.place().purl(tag), dialect);
                // A branch may be meant that nobody has: git says so itself.
                if (answer.status() == 403) {
                    return Optional.of(GitAnswers.error(answer));
                }
            }
        }
        return fetch.wouldBeDropped()
                ? Optional.of(
                        GitAnswers.error(
                                "Assay's gate serves approved commits without their history; fetch"
                                        + " with --depth 1"))
                : Optional.empty();
    }

    private static boolean isOf(Pin pin, String want) {
        return pin.object().equals(want) || pin.manifest().commit().equals(want);
    }

    /** Puts on record what is about to be given, else says why nothing is. */
    private Optional<GateAnswer> unrecorded(
            GateRequest request, List<Pin> pins, FetchRequest fetch) {
        for (var pin : pins) {
            if (fetch.wants().stream().anyMatch(want -> isOf(pin, want))) {
                var answer = checkpoint.whole(request, pin.file(), pin.sound(), "", Map.of());
                if (answer.status() != 200) {
                    return Optional.of(GitAnswers.error(answer));
                }
            }
        }
        return Optional.empty();
    }
}
