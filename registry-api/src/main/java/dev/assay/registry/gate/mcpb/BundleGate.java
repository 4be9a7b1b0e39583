package dev.assay.registry.gate.mcpb;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Scope;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;

/** Approved MCP bundles by their digests, over plain HTTP. */
public final class BundleGate implements GateRoute {

    private final Checkpoint checkpoint;
    private final BundleDialect dialect = new BundleDialect();
    private volatile @Nullable BundleIndex index;

    public BundleGate(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    @Override
    public String protocol() {
        return "mcpb";
    }

    @Override
    public boolean owns(String path) {
        return BundlePath.owned(path);
    }

    /** Everything else may read a file. */
    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        if (!request.reads()) {
            return Optional.of(Faults.readOnly(request.method()));
        }
        return BundlePath.parse(request.path()).isEmpty()
                ? Optional.of(nowhere(request))
                : Optional.empty();
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = BundlePath.parse(request.path());
        if (asked.isEmpty()) {
            return nowhere(request);
        }
        var scope = checkpoint.scope(request, asked.get().closure());
        return scope.isPresent()
                ? answer(request, asked.get(), scope.get())
                : Checkpoint.knowsNothing();
    }

    private GateAnswer answer(GateRequest request, BundlePath asked, Scope scope)
            throws InterruptedException, IOException {
        var made = BundleIndex.of(scope.snapshot(), index);
        index = made;
        var purl = made.find(asked.sha256(), scope).orElseGet(() -> unknown(asked));
        return checkpoint.serve(request, scope, purl, dialect, "application/zip");
    }

    /** What is asked for by its digest alone: where it comes from, nobody said. */
    private static Purl unknown(BundlePath asked) {
        return new Purl(
                BundleAddress.TYPE,
                BundleAddress.NAME,
                asked.name(),
                BundleAddress.DIGEST + asked.sha256().hex());
    }

    private static GateAnswer nowhere(GateRequest request) {
        return Faults.plain(
                404,
                "Assay's gate for MCP bundles has nothing here",
                "Assay's gate for MCP bundles has nothing at "
                        + PlainText.line(request.path(), 200)
                        + "; it serves /mcpb/SHA256/NAME.mcpb");
    }
}
