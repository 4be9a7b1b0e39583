package dev.assay.registry.gate.pypi;

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
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.pypi.PypiPath.Asked;
import dev.assay.scanners.artifact.pypi.PypiIndex;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An index of Python packages as far as they are approved. A version is approved by its files: what
 * is uploaded to it later is another file, and refused.
 */
public final class PypiGate implements GateRoute, AutoCloseable {

    private static final String FILE = "application/octet-stream";

    private final Checkpoint checkpoint;
    private final PypiIndex upstream;
    private final PypiDialect dialect;
    private final PypiPages pages;
    private final PypiOutside outside;
    private volatile @Nullable PypiShelf shelf;

    /**
     * @param upstream asked what there is besides what is approved; closed together with the gate
     * @param upstreamAge how old its word may be
     * @param outside what happens to packages of no closure
     */
    public PypiGate(
            Checkpoint checkpoint,
            Refusals refusals,
            PypiIndex upstream,
            Duration upstreamAge,
            Clock clock,
            Outside outside,
            Passage passage) {
        this.checkpoint = checkpoint;
        this.upstream = upstream;
        var known = UpstreamPages.of(upstream, upstreamAge, clock);
        this.dialect = new PypiDialect(known);
        this.pages = new PypiPages(checkpoint, refusals, known, dialect);
        this.outside = new PypiOutside(outside, upstream, passage, dialect);
    }

    @Override
    public void close() {
        upstream.close();
    }

    @Override
    public String protocol() {
        return "pypi";
    }

    @Override
    public boolean owns(String path) {
        return PypiPath.owned(path);
    }

    /** Everything else may read a file or ask upstream. */
    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        if (!request.reads()) {
            return Optional.of(Faults.readOnly(request.method()));
        }
        return PypiPath.parse(request.path()).path() instanceof PypiPath.Nowhere
                ? Optional.of(nowhere(request))
                : Optional.empty();
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = PypiPath.parse(request.path());
        var scope = checkpoint.scope(request, asked.closure());
        return scope.isPresent() ? answer(request, asked, scope.get()) : Checkpoint.knowsNothing();
    }

    private GateAnswer answer(GateRequest request, Asked asked, Scope scope)
            throws InterruptedException, IOException {
        var files = shelf(scope.snapshot());
        return switch (asked.path()) {
            case PypiPath.Projects p -> PageWriter.projects(request, files.projects(scope));
            case PypiPath.Page(var project) -> {
                var base = checkpoint.address(request) + "pypi/";
                var passed = outside.page(request, scope, base, project);
                yield passed.isPresent()
                        ? passed.get()
                        : pages.page(request, scope, files, project);
            }
            case PypiPath.Stored stored -> stored(request, scope, files, stored);
            case PypiPath.Nowhere n -> nowhere(request);
        };
    }

    private GateAnswer stored(
            GateRequest request, Scope scope, PypiShelf files, PypiPath.Stored stored)
            throws InterruptedException, IOException {
        var found =
                files.find(stored.release().name(), stored.fileName(), stored.sha256(), scope)
                        .orElse(null);
        if (found == null) {
            var passed = outside.file(request, scope, stored);
            return passed.isPresent() ? passed.get() : refused(request, scope, stored);
        }
        var file = found.file();
        if (!stored.metadata()) {
            return checkpoint.serve(
                    request,
                    scope,
                    file,
                    dialect,
                    sound -> checkpoint.whole(request, file, sound, FILE, Map.of()));
        }
        var metadata = found.manifest().metadata();
        if (metadata == null) {
            return Faults.plain(
                    404,
                    "No metadata beside sources",
                    PlainText.line(stored.fileName(), 200)
                            + " has no metadata beside it; they are in it");
        }
        // Decided by the file itself: what may not leave, leaves not even its metadata.
        var beside = new ApprovedFile(file.release(), null, metadata.sha256());
        return checkpoint.serve(
                request,
                scope,
                file,
                dialect,
                sound ->
                        checkpoint.serve(
                                request,
                                scope,
                                beside,
                                dialect,
                                its -> checkpoint.whole(request, beside, its, FILE, Map.of())));
    }

    private GateAnswer refused(GateRequest request, Scope scope, PypiPath.Stored stored)
            throws InterruptedException {
        return scope.decide(stored.release()) instanceof Decision.Allowed
                ? checkpoint.refuse(
                        request, scope, PypiPages.block(scope, stored.release()), dialect)
                : checkpoint.refuse(request, scope, stored.release(), dialect);
    }

    private PypiShelf shelf(GateSnapshot snapshot) {
        var made = PypiShelf.of(snapshot, shelf);
        shelf = made;
        return made;
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's PyPI gate has nothing here",
                "Assay's PyPI gate has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; it serves packages below /pypi/simple/");
    }
}
