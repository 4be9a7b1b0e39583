package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.npm.NpmPath.Asked;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.coordinates.Purl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The npm registry as far as it is approved. */
public final class NpmGate implements GateRoute, AutoCloseable {

    private static final String TARBALL = "application/octet-stream";

    private final Checkpoint checkpoint;
    private final NpmRegistry registry;
    private final PassThrough passThrough;
    private final PackumentShelf packuments;
    private final NpmDialect dialect;
    private final NpmOutside outside;

    /**
     * @param registry the upstream, closed together with the gate
     * @param upstreamAge how old the upstream's list of versions may be
     * @param outside what happens to packages of no closure
     */
    public NpmGate(
            Checkpoint checkpoint,
            Refusals refusals,
            NpmRegistry registry,
            Duration upstreamAge,
            Clock clock,
            Outside outside,
            Passage passage) {
        this.outside = new NpmOutside(outside, registry, passage, checkpoint);
        this.checkpoint = checkpoint;
        this.registry = registry;
        var outlines = UpstreamOutlines.of(registry, upstreamAge, clock);
        this.passThrough = new PassThrough(registry);
        this.dialect = new NpmDialect(outlines);
        this.packuments = new PackumentShelf(outlines, checkpoint, refusals, dialect);
    }

    @Override
    public void close() {
        registry.close();
    }

    @Override
    public String protocol() {
        return "npm";
    }

    @Override
    public boolean owns(String path) {
        return NpmPath.owned(path);
    }

    /**
     * For a 401, npm shows this header and nothing else; and where it begins with a scheme that npm
     * knows, it speaks of a mistyped password instead. npm sends its token without being asked.
     */
    @Override
    public String challenge(String sentence) {
        return "Assay-Token realm=\"" + sentence + "\"";
    }

    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        var asked = NpmPath.parse(request.path());
        var audit =
                asked.path() instanceof NpmPath.PassedThrough(var path)
                        && PassThrough.takesPost(path);
        if (audit ? !request.method().equals("POST") : !request.reads()) {
            return Optional.of(
                    audit && request.reads()
                            ? Faults.plain(
                                    405, "Audits take POST", "an audit is asked for with POST")
                            : Faults.readOnly(request.method()));
        }
        return switch (asked.path()) {
            case NpmPath.Ping p -> Optional.of(json("{}"));
            case NpmPath.WhoAmI w -> Optional.of(json("{\"username\":\"anonymous\"}"));
            case NpmPath.Nowhere n -> Optional.of(nowhere(request));
            case NpmPath.PassedThrough p -> Optional.empty();
            default ->
                    checkpoint
                            .scope(request, asked.closure())
                            .map(scope -> atOnce(request, asked, scope))
                            .orElseGet(() -> Optional.of(Checkpoint.knowsNothing()));
        };
    }

    private Optional<GateAnswer> atOnce(GateRequest request, Asked asked, Scope scope) {
        if (outside.passes(scope, asked.path())) {
            return Optional.empty();
        }
        return switch (asked.path()) {
            case NpmPath.Packument(var name) -> packuments.atOnce(request, scope, name);
            case NpmPath.Tarball(var name, var version) ->
                    checkpoint.atOnce(request, scope, Purl.npm(name, version), TARBALL);
            default -> Optional.empty();
        };
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = NpmPath.parse(request.path());
        if (asked.path() instanceof NpmPath.PassedThrough(var path)) {
            return passThrough.answer(request, path);
        }
        var scope = checkpoint.scope(request, asked.closure());
        return scope.isPresent() ? answer(request, asked, scope.get()) : Checkpoint.knowsNothing();
    }

    private GateAnswer answer(GateRequest request, Asked asked, Scope scope)
            throws InterruptedException, IOException {
        var passed =
                outside.passes(scope, asked.path())
                        ? outside.answer(request, asked.path())
                        : Optional.<GateAnswer>empty();
        return passed.isPresent() ? passed.get() : approved(request, asked, scope);
    }

    private GateAnswer approved(GateRequest request, Asked asked, Scope scope)
            throws InterruptedException, IOException {
        return switch (asked.path()) {
            case NpmPath.Packument(var name) -> {
                checkpoint.lookAgain(scope, Purl.npm(name, null));
                yield packuments.packument(request, scope, name);
            }
            case NpmPath.Version(var name, var version) ->
                    packuments.version(request, scope, name, version);
            case NpmPath.DistTags(var name) -> packuments.tags(request, scope, name);
            case NpmPath.Tarball(var name, var version) ->
                    checkpoint.serve(request, scope, Purl.npm(name, version), dialect, TARBALL);
            case NpmPath.Attestation(var name, var version) ->
                    attestation(request, scope, Purl.npm(name, version));
            default -> nowhere(request);
        };
    }

    /** That of a release that may be fetched; a dependency's approval is that of the release. */
    private GateAnswer attestation(GateRequest request, Scope scope, Purl purl)
            throws InterruptedException, IOException {
        if (!(scope.decide(purl) instanceof Decision.Allowed allowed)) {
            return checkpoint.refuse(request, scope, scope.block(purl), dialect);
        }
        var digest = scope.attestation(purl).orElse(null);
        if (digest == null) {
            return Faults.plain(
                    404,
                    "Assay signed nothing of this",
                    purl
                            + " may be fetched, and there is no approval of it alone that was signed:"
                            + " it belongs to another release's closure, or was let through");
        }
        var file = new ApprovedFile(allowed.release(), null, digest);
        return checkpoint.serve(
                request,
                scope,
                file,
                dialect,
                sound ->
                        checkpoint.whole(
                                request, file, sound, "application/vnd.in-toto.bundle", Map.of()));
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's npm gate has nothing here",
                "Assay's npm gate has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; it serves packages by name");
    }

    private static GateAnswer json(String body) {
        return GateAnswer.of(
                200,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
