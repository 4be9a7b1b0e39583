package dev.assay.registry.gate.nuget;

import dev.assay.registry.gate.ApprovedFile;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.GateSnapshot.Hold;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.nuget.NugetPath.Asked;
import dev.assay.scanners.artifact.nuget.PackedNuspec;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A NuGet source (protocol V3) of what is approved. NuGet asks for the list of versions first and
 * takes what stands in it, so that is where a package without an approved version is refused.
 */
public final class NugetGate implements GateRoute, AutoCloseable {

    /** NuGet prints what stands in it (NuGet documentation, "NuGet protocols"). */
    private static final String WARNING = "X-NuGet-Warning";

    private static final int LONGEST_WARNING = 300;
    private static final String NUPKG = "application/octet-stream";

    private final Checkpoint checkpoint;
    private final Upstream upstream;
    private final NugetDialect dialect;
    private final NugetOutside outside;

    /**
     * @param upstream asked whether there is what is refused, and for what is passed on; closed
     *     together with the gate
     * @param outside what happens to packages of no closure
     * @param bound whether a package is bound to a private source
     */
    public NugetGate(
            Checkpoint checkpoint,
            Upstream upstream,
            Outside outside,
            Predicate<Purl> bound,
            Passage passage) {
        this.checkpoint = checkpoint;
        this.upstream = upstream;
        this.dialect = new NugetDialect(upstream);
        this.outside = new NugetOutside(outside, upstream, bound, passage, dialect);
    }

    @Override
    public void close() {
        upstream.close();
    }

    @Override
    public String protocol() {
        return "nuget";
    }

    @Override
    public boolean owns(String path) {
        return NugetPath.owned(path);
    }

    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        if (!request.reads()) {
            return Optional.of(Faults.readOnly(request.method()));
        }
        var asked = NugetPath.parse(request.path());
        return switch (asked.path()) {
            case NugetPath.Nowhere n -> Optional.of(nowhere(request));
            case NugetPath.ServiceIndex s ->
                    Optional.of(json(documents(request, asked).serviceIndex(), Map.of()));
            case NugetPath.Stored(var release) ->
                    checkpoint
                            .scope(request, asked.closure())
                            .flatMap(scope -> checkpoint.atOnce(request, scope, release, NUPKG));
            default -> Optional.empty();
        };
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = NugetPath.parse(request.path());
        var scope = checkpoint.scope(request, asked.closure());
        return scope.isPresent() ? answer(request, asked, scope.get()) : Checkpoint.knowsNothing();
    }

    private GateAnswer answer(GateRequest request, Asked asked, Scope scope)
            throws InterruptedException, IOException {
        return switch (asked.path()) {
            case NugetPath.ServiceIndex s ->
                    json(documents(request, asked).serviceIndex(), Map.of());
            case NugetPath.Versions(var named) -> versions(request, scope, named);
            case NugetPath.Stored(var release) -> stored(request, scope, release);
            case NugetPath.Manifest(var release) -> manifest(request, scope, release);
            case NugetPath.Registration(var named) -> {
                var holds = lowestFirst(scope, named);
                yield holds.isEmpty()
                        ? checkpoint.refuse(request, scope, named, dialect)
                        : json(
                                documents(request, asked).registration(named, holds),
                                warning(scope, named));
            }
            case NugetPath.Leaf(var release) -> {
                var hold = scope.allowed(release.withVersion(null)).get(release.exactVersion());
                yield hold == null
                        ? checkpoint.refuse(request, scope, release, dialect)
                        : json(documents(request, asked).leaf(hold), Map.of());
            }
            case NugetPath.Nowhere n -> nowhere(request);
        };
    }

    private GateAnswer stored(GateRequest request, Scope scope, Purl release)
            throws InterruptedException, IOException {
        var passed =
                scope.decide(release) instanceof Decision.Allowed
                        ? Optional.<GateAnswer>empty()
                        : outside.file(request, scope, release);
        return passed.isPresent()
                ? passed.get()
                : checkpoint.serve(request, scope, release, dialect, NUPKG);
    }

    private GateAnswer versions(GateRequest request, Scope scope, Purl named)
            throws InterruptedException, IOException {
        var passed = outside.versions(scope, named);
        if (passed.isPresent()) {
            return passed.get();
        }
        checkpoint.lookAgain(scope, named);
        var holds = lowestFirst(scope, named);
        return holds.isEmpty()
                ? checkpoint.refuse(request, scope, named, dialect)
                : json(
                        NugetDocuments.versions(
                                holds.stream()
                                        .map(each -> each.held().purl().exactVersion())
                                        .toList()),
                        warning(scope, named));
    }

    private GateAnswer manifest(GateRequest request, Scope scope, Purl release)
            throws InterruptedException, IOException {
        if (!(scope.decide(release) instanceof Decision.Allowed allowed)) {
            var passed = outside.manifest(scope, release);
            return passed.isPresent()
                    ? passed.get()
                    : checkpoint.refuse(request, scope, release, dialect);
        }
        return checkpoint.serve(
                request,
                scope,
                ApprovedFile.of(allowed),
                dialect,
                sound ->
                        GateAnswer.of(
                                200,
                                Map.of(
                                        "Content-Type",
                                        "application/xml",
                                        "Cache-Control",
                                        "max-age=0, must-revalidate"),
                                PackedNuspec.manifest(sound.file())));
    }

    private List<Hold> lowestFirst(Scope scope, Purl named) {
        var allowed = scope.allowed(named);
        return dialect.newestFirst(allowed.keySet()).reversed().stream()
                .flatMap(each -> Stream.ofNullable(allowed.get(each)))
                .toList();
    }

    /** What else is on record of a package: NuGet itself would only say that it is not there. */
    private static Map<String, String> warning(Scope scope, Purl named) {
        var allowed = scope.allowed(named).keySet();
        var refused =
                scope.snapshot().releasesOf(named).stream()
                        .map(each -> each.purl())
                        .filter(each -> !allowed.contains(each.exactVersion()))
                        .map(each -> scope.block(each).sentence())
                        .distinct()
                        .collect(Collectors.joining(". "));
        return refused.isEmpty()
                ? Map.of()
                : Map.of(
                        WARNING,
                        PlainText.line(refused, LONGEST_WARNING).replaceAll("[^\\x20-\\x7e]", "?"));
    }

    private NugetDocuments documents(GateRequest request, Asked asked) {
        return new NugetDocuments(asked.source(checkpoint.address(request)));
    }

    private static GateAnswer json(byte[] document, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "max-age=0, must-revalidate");
        return GateAnswer.of(200, headers, document);
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's NuGet gate has nothing here",
                "Assay's NuGet gate has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; its service index is /nuget/v3/index.json");
    }
}
