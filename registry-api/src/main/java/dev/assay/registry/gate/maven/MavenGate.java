package dev.assay.registry.gate.maven;

import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.GateSnapshot;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.VerifiedBlobs;
import dev.assay.registry.gate.maven.MavenPath.Asked;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenPassage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A Maven repository of what is approved. It is decided at the POM already, which clients ask for
 * first: whatever a client gets of a release, it gets all of it.
 */
public final class MavenGate implements GateRoute, AutoCloseable {

    private final Checkpoint checkpoint;
    private final Upstream upstream;
    private final MavenDialect dialect;
    private final MavenOutside outside;
    private final Checksums checksums = new Checksums();
    private volatile @Nullable MavenIndex index;

    /** A gate that serves what is approved and nothing else. */
    public static MavenGate closed(
            Checkpoint checkpoint,
            Upstream upstream,
            MavenConfiguration repositories,
            Passage passage) {
        return new MavenGate(
                checkpoint,
                upstream,
                new MavenOutside(
                        Outside.DENY,
                        Toolset.NONE,
                        new MavenPassage(repositories, MavenLimits.DEFAULT),
                        passage));
    }

    /**
     * @param upstream asked only whether there is what is refused; closed together with the gate
     * @param outside what belongs to no closure; closed together with the gate
     */
    MavenGate(Checkpoint checkpoint, Upstream upstream, MavenOutside outside) {
        this.outside = outside;
        this.checkpoint = checkpoint;
        this.upstream = upstream;
        this.dialect = new MavenDialect(upstream);
    }

    @Override
    public void close() {
        outside.close();
        upstream.close();
    }

    @Override
    public String protocol() {
        return "maven";
    }

    @Override
    public boolean owns(String path) {
        return MavenPath.owned(path);
    }

    /** Everything else may read a file or ask upstream. */
    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        if (!request.reads()) {
            return Optional.of(Faults.readOnly(request.method()));
        }
        return MavenPath.parse(request.path()).path() instanceof MavenPath.Nowhere
                ? Optional.of(nowhere(request))
                : Optional.empty();
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = MavenPath.parse(request.path());
        var scope = checkpoint.scope(request, asked.closure());
        return scope.isPresent() ? answer(request, asked, scope.get()) : Checkpoint.knowsNothing();
    }

    private GateAnswer answer(GateRequest request, Asked asked, Scope scope)
            throws InterruptedException, IOException {
        return switch (asked.path()) {
            case MavenPath.Stored stored -> stored(request, asked, scope, stored);
            case MavenPath.Versions(var packagePurl) ->
                    versions(request, asked, scope, packagePurl);
            case MavenPath.Nowhere n -> nowhere(request);
        };
    }

    private GateAnswer stored(
            GateRequest request, Asked asked, Scope scope, MavenPath.Stored stored)
            throws InterruptedException, IOException {
        var found = index(scope.snapshot()).find(stored.path(), scope).orElse(null);
        if (found == null) {
            var passed = outside.file(request, asked, scope, stored);
            if (passed.isPresent()) {
                return passed.get();
            }
            return scope.decide(stored.release()) instanceof Decision.Allowed
                    ? Faults.plain(
                            404,
                            "Not part of what is approved",
                            "the approved closure has no file "
                                    + PlainText.line(stored.path(), 200)
                                    + "; sources and signatures are not part of it")
                    : checkpoint.refuse(request, scope, stored.release(), dialect);
        }
        return checkpoint.serve(
                request, scope, found, dialect, sound -> served(request, asked, found, sound));
    }

    private GateAnswer served(
            GateRequest request, Asked asked, ApprovedFile found, VerifiedBlobs.Check.Sound sound)
            throws IOException {
        var digest = Objects.requireNonNull(found.sha256());
        return asked.checksum() != null
                ? text(checksums.of(digest, sound.file(), asked.checksum()))
                : checkpoint.whole(
                        request,
                        found,
                        sound,
                        request.path().endsWith(".pom")
                                ? "application/xml"
                                : "application/java-archive",
                        Map.of("x-checksum-sha256", digest.hex()));
    }

    private GateAnswer versions(GateRequest request, Asked asked, Scope scope, Purl packagePurl)
            throws InterruptedException, IOException {
        var passed = outside.versions(asked, scope, packagePurl);
        if (passed.isPresent()) {
            return passed.get();
        }
        var allowed = scope.allowed(packagePurl);
        if (allowed.isEmpty()) {
            return checkpoint.refuse(request, scope, packagePurl, dialect);
        }
        var updated =
                allowed.values().stream()
                        .map(hold -> hold.release().createdAt())
                        .max(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH);
        var document = VersionList.document(packagePurl, allowed.keySet(), updated);
        return asked.checksum() != null
                ? text(Checksums.of(document, asked.checksum()))
                : GateAnswer.of(
                        200,
                        Map.of(
                                "Content-Type",
                                "application/xml",
                                "Cache-Control",
                                "max-age=0, must-revalidate"),
                        document);
    }

    private MavenIndex index(GateSnapshot snapshot) {
        var made = MavenIndex.of(snapshot, index);
        index = made;
        return made;
    }

    private static GateAnswer text(String text) {
        return GateAnswer.of(
                200,
                Map.of("Content-Type", "text/plain", "Cache-Control", "max-age=0, must-revalidate"),
                text.getBytes(StandardCharsets.US_ASCII));
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's Maven gate has nothing here",
                "Assay's Maven gate has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; it serves files in the layout of a Maven repository");
    }
}
