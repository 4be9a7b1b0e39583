package dev.assay.scanners.probe;

import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.FetchedFiles;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.OfferedRelease;
import dev.assay.scanners.ecosystem.OfferedVersions;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.VersionsOutcome;
import dev.assay.scanners.ecosystem.remote.RemoteEcosystem;
import dev.assay.scanners.ecosystem.remote.RemoteVersion;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.remote.RemoteDocument;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Remote servers themselves. Asked for a state, they are probed; an answer is kept for a few
 * minutes, so that vetting one state asks once and sees one thing.
 */
public final class RemoteUpstream implements Upstream {

    private static final Ecosystem REMOTE = new RemoteEcosystem();
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 32;

    private final Function<RemoteEndpoint, ProbeSettings> settings;
    private final Clock clock;
    private final Map<RemoteEndpoint, Answer> answers = new LinkedHashMap<>();

    /**
     * @param settings how each server is to be probed
     */
    public RemoteUpstream(Function<RemoteEndpoint, ProbeSettings> settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private record Answer(byte[] document, Instant at) {

        Sha256 sha256() {
            return Sha256.of(document);
        }

        RemoteVersion version() {
            return RemoteVersion.of(at, sha256());
        }

        Integrity integrity() {
            try {
                return Integrity.ofSha512(MessageDigest.getInstance("SHA-512").digest(document));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-512", e);
            }
        }
    }

    private sealed interface Asked {

        record Answered(Answer answer) implements Asked {}

        record NoAnswer(String reason) implements Asked {}

        record NoServer(String reason) implements Asked {}
    }

    @Override
    public Ecosystem ecosystem() {
        return REMOTE;
    }

    @Override
    public String name() {
        return "the remote server";
    }

    @Override
    public String fileWord() {
        return "answer";
    }

    @Override
    public LookupOutcome find(Purl release) throws InterruptedException {
        return switch (ask(release, true)) {
            case Asked.Answered(var answer) -> found(release, answer);
            case Asked.NoAnswer(var reason) -> new LookupOutcome.Unavailable(reason, null);
            case Asked.NoServer(var reason) -> new LookupOutcome.NoPackage(reason);
        };
    }

    private static LookupOutcome found(Purl release, Answer answer) {
        var now = release.withVersion(answer.version().text());
        if (release.version() == null) {
            return new LookupOutcome.NoVersion("it answers as " + now + " now");
        }
        var wanted = RemoteVersion.parse(release.exactVersion());
        return wanted.isPresent() && wanted.get().isOf(answer.sha256())
                ? new LookupOutcome.Found(new Offered(release, answer))
                : new LookupOutcome.NoVersion("it answers otherwise now: as " + now);
    }

    /** Nothing is installed with it. */
    @Override
    public ClosureOutcome resolve(Purl release, FetchedFiles bytes) throws InterruptedException {
        return switch (find(release)) {
            case LookupOutcome.Found(var offered) ->
                    new ClosureOutcome.Resolved(
                            new Closure(
                                    release,
                                    List.of(
                                            new LockedPackage(
                                                    "",
                                                    release,
                                                    ((Offered) offered).answer.integrity(),
                                                    false,
                                                    offered.manifest()))));
            case LookupOutcome.Missed missed -> missed.unresolved(release);
        };
    }

    @Override
    public FetchOutcome fetch(LockedPackage locked, Path target) throws InterruptedException {
        return switch (find(locked.purl())) {
            case LookupOutcome.Found(var offered) -> offered.fetch(target);
            case LookupOutcome.Missed missed -> missed.unfetched(locked.purl());
        };
    }

    /** There is one, the state that it is in now; the entity tag is its digest. */
    @Override
    public VersionsOutcome versions(Purl packagePurl, @Nullable String etag)
            throws InterruptedException {
        return switch (ask(packagePurl, false)) {
            case Asked.Answered(var answer) ->
                    answer.sha256().hex().equals(etag)
                            ? new VersionsOutcome.NotModified()
                            : new VersionsOutcome.Found(new Now(answer));
            case Asked.NoAnswer(var reason) -> new VersionsOutcome.Unavailable(reason, null);
            case Asked.NoServer(var reason) -> new VersionsOutcome.NotFound(reason);
        };
    }

    private Asked ask(Purl purl, boolean keptWillDo) throws InterruptedException {
        var endpoint = RemoteEndpoint.of(purl).orElse(null);
        if (endpoint == null) {
            return new Asked.NoServer(
                    purl + " is not a remote server; write https://mcp.example.com/mcp");
        }
        var kept = keptWillDo ? kept(endpoint) : null;
        if (kept != null) {
            return new Asked.Answered(kept);
        }
        return switch (new RemoteProbe(settings.apply(endpoint)).probe(endpoint)) {
            case RemoteOutcome.Probed(var document) ->
                    new Asked.Answered(keep(endpoint, new Answer(document, clock.instant())));
            case RemoteOutcome.NotProbed(var reason) -> new Asked.NoAnswer(reason);
        };
    }

    private synchronized @Nullable Answer kept(RemoteEndpoint endpoint) {
        var kept = answers.get(endpoint);
        return kept != null && kept.at().plus(KEPT).isAfter(clock.instant()) ? kept : null;
    }

    private synchronized Answer keep(RemoteEndpoint endpoint, Answer answer) {
        answers.remove(endpoint);
        answers.put(endpoint, answer);
        if (answers.size() > MOST_KEPT) {
            answers.remove(answers.keySet().iterator().next());
        }
        return answer;
    }

    @Override
    public void close() {
        // Each probe closes what it opened.
    }

    private static final class Offered implements OfferedRelease {

        private final Purl release;
        private final Answer answer;

        Offered(Purl release, Answer answer) {
            this.release = release;
            this.answer = answer;
        }

        /** As a {@code server.json} has it, in {@code remotes}. */
        @Override
        public String manifest() {
            var manifest = JsonMapper.shared().createObjectNode();
            manifest.put("endpoint", endpoint().toString());
            RemoteDocument.parse(answer.document())
                    .ifPresent(
                            document -> {
                                manifest.set("transport", document.json().path("transport"));
                                manifest.set(
                                        "description",
                                        document.json().path("server").path("description"));
                            });
            return manifest.toString();
        }

        private URI endpoint() {
            return RemoteEndpoint.of(release).orElseThrow().uri();
        }

        @Override
        public Integrity promised() {
            return answer.integrity();
        }

        @Override
        public FetchOutcome fetch(Path target) {
            try {
                Files.write(target, answer.document());
                return new FetchOutcome.Fetched(
                        target,
                        answer.sha256(),
                        answer.integrity(),
                        answer.document().length,
                        endpoint(),
                        false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public @Nullable Publishing publishing(Integrity bytes) {
            return null;
        }
    }

    /** The state that a server is in. */
    private record Now(Answer answer) implements OfferedVersions {

        @Override
        public String etag() {
            return answer.sha256().hex();
        }

        @Override
        public Collection<String> all() {
            return List.of(answer.version().text());
        }

        @Override
        public Optional<Offer> find(String version) {
            return RemoteVersion.parse(version)
                    .filter(each -> each.isOf(answer.sha256()))
                    .map(each -> new Offer(true, false, answer.integrity()));
        }
    }
}
