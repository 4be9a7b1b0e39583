package dev.assay.registry.gate.npm;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.Refusals;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The packuments that were asked for, kept for as long as nothing changes below them: rewriting and
 * compressing them on every request is what makes registries slow.
 */
final class PackumentShelf {

    /** What is approved is served without upstream's word where that takes longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_ENTRIES = 20_000;
    private static final Map<String, String> JSON =
            Map.of(
                    "Content-Type",
                    "application/json",
                    "Cache-Control",
                    "max-age=0, must-revalidate",
                    "Vary",
                    "Accept, Accept-Encoding");

    private record Place(String base, @Nullable Id closure, String name) {}

    private final UpstreamMemory<UpstreamOutline> outlines;
    private final Checkpoint checkpoint;
    private final Refusals refusals;
    private final NpmDialect dialect;
    private final Map<Place, ServedPackument> served = new ConcurrentHashMap<>();
    private final AtomicLong weight = new AtomicLong();

    PackumentShelf(
            UpstreamMemory<UpstreamOutline> outlines,
            Checkpoint checkpoint,
            Refusals refusals,
            NpmDialect dialect) {
        this.outlines = outlines;
        this.checkpoint = checkpoint;
        this.refusals = refusals;
        this.dialect = dialect;
    }

    Optional<GateAnswer> atOnce(GateRequest request, Scope scope, String name) {
        var kept = served.get(place(request, scope, name));
        if (kept == null) {
            return Optional.empty();
        }
        var known = outlines.fresh(name);
        return known.isPresent() && holds(kept, scope, known.get())
                ? kept.atOnce(request)
                : Optional.empty();
    }

    GateAnswer packument(GateRequest request, Scope scope, String name)
            throws InterruptedException {
        var packument = find(request, scope, name);
        return packument.isPresent()
                ? packument.get().answer(request)
                : checkpoint.refuse(request, scope, scope.block(Purl.npm(name, null)), dialect);
    }

    GateAnswer tags(GateRequest request, Scope scope, String name) throws InterruptedException {
        var packument = find(request, scope, name);
        return packument.isPresent()
                ? GateAnswer.of(200, JSON, packument.get().writer().tags())
                : checkpoint.refuse(request, scope, scope.block(Purl.npm(name, null)), dialect);
    }

    /**
     * @param version an exact version or a tag
     */
    GateAnswer version(GateRequest request, Scope scope, String name, String version)
            throws InterruptedException {
        var packument = find(request, scope, name);
        var exact = packument.map(found -> found.writer().tagged(version)).orElse(version);
        var purl = Purl.npm(name, exact);
        return switch (scope.decide(purl)) {
            case Decision.Allowed a when packument.isPresent() ->
                    packument
                            .get()
                            .writer()
                            .version(exact)
                            .map(body -> GateAnswer.of(200, JSON, body))
                            .orElseThrow();
            case Decision.Allowed a -> throw new IllegalStateException("no packument of " + purl);
            case Decision.Blocked(var block) -> checkpoint.refuse(request, scope, block, dialect);
        };
    }

    /** What may be seen of a package; empty where that is nothing. */
    private Optional<ServedPackument> find(GateRequest request, Scope scope, String name)
            throws InterruptedException {
        var packagePurl = Purl.npm(name, null);
        if (scope.snapshot().holds(packagePurl).isEmpty()) {
            return Optional.empty();
        }
        var known = outlines.ask(name, PATIENCE);
        var place = place(request, scope, name);
        var kept = served.get(place);
        if (kept != null && holds(kept, scope, known)) {
            return Optional.of(kept);
        }
        var outline = known.listing();
        PackumentView.compare(scope.snapshot().holds(packagePurl), outline, scope.alterations());
        var alterations = scope.alterations().changes();
        var allowed = scope.allowed(packagePurl);
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        var view =
                PackumentView.of(
                        request,
                        scope,
                        name,
                        base(request, scope),
                        outline,
                        allowed,
                        checkpoint.alternatives(request, scope, packagePurl, dialect),
                        refusals);
        var made =
                new ServedPackument(
                        scope.snapshot(),
                        outline,
                        alterations,
                        scope.allowedUntil(packagePurl),
                        view,
                        weight);
        if (weight.get() > MOST_BYTES || served.size() > MOST_ENTRIES) {
            served.clear();
            weight.set(0);
        }
        served.put(place, made);
        return Optional.of(made);
    }

    private static boolean holds(ServedPackument kept, Scope scope, Known<UpstreamOutline> known) {
        return kept.holds(
                scope.snapshot(), known.listing(), scope.alterations().changes(), scope.now());
    }

    private Place place(GateRequest request, Scope scope, String name) {
        return new Place(checkpoint.address(request), scope.closure(), name);
    }

    private String base(GateRequest request, Scope scope) {
        var registry = checkpoint.address(request) + "npm/";
        return scope.closure() == null ? registry : registry + "~/" + scope.closure() + "/";
    }
}
