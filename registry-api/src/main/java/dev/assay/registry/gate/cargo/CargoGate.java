package dev.assay.registry.gate.cargo;

import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Decision;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.registry.gate.Outside;
import dev.assay.registry.gate.Passage;
import dev.assay.registry.gate.PlainText;
import dev.assay.registry.gate.Scope;
import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.registry.gate.cargo.CargoPath.Asked;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.IndexFile;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.cargo.CargoEcosystem;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A registry of crates as far as they are approved, by the sparse protocol (Cargo book, "Registry
 * Index"). Its index lists approved versions, each by the line that it was approved with.
 */
public final class CargoGate implements GateRoute, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String CRATE = "application/gzip";

    private final Checkpoint checkpoint;
    private final CargoRegistry upstream;
    private final UpstreamMemory<IndexFile> crates;
    private final CargoDialect dialect;
    private final CargoOutside outside;
    private volatile @Nullable CargoShelf shelf;

    /**
     * @param upstream asked what there is besides what is approved; closed together with the gate
     * @param upstreamAge how old its word may be
     * @param outside what happens to crates of no closure
     */
    public CargoGate(
            Checkpoint checkpoint,
            CargoRegistry upstream,
            Duration upstreamAge,
            Clock clock,
            Outside outside,
            Passage passage) {
        this.checkpoint = checkpoint;
        this.upstream = upstream;
        this.crates = UpstreamCrates.of(upstream, upstreamAge, clock);
        this.dialect = new CargoDialect(crates);
        this.outside = new CargoOutside(outside, upstream, passage);
    }

    @Override
    public void close() {
        upstream.close();
    }

    @Override
    public String protocol() {
        return "cargo";
    }

    @Override
    public boolean owns(String path) {
        return CargoPath.owned(path);
    }

    /** Everything else may read a file or ask upstream. */
    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        if (!request.reads()) {
            return Optional.of(CargoErrors.told(Faults.readOnly(request.method())));
        }
        var asked = CargoPath.parse(request.path());
        return switch (asked.path()) {
            case CargoPath.Config c -> Optional.of(config(request, asked));
            case CargoPath.Nowhere n -> Optional.of(nowhere(request));
            default -> Optional.empty();
        };
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = CargoPath.parse(request.path());
        var scope = checkpoint.scope(request, asked.closure()).orElse(null);
        if (scope == null) {
            return CargoErrors.told(Checkpoint.knowsNothing());
        }
        return switch (asked.path()) {
            case CargoPath.Index(var crate) -> {
                var passed = outside.index(request, scope, crate);
                yield passed.isPresent()
                        ? CargoErrors.told(passed.get())
                        : index(request, scope, crate);
            }
            case CargoPath.Crate(var release) -> crate(request, scope, release);
            case CargoPath.Config c -> config(request, asked);
            case CargoPath.Nowhere n -> nowhere(request);
        };
    }

    private GateAnswer crate(GateRequest request, Scope scope, Purl release)
            throws InterruptedException, IOException {
        var passed =
                scope.decide(release) instanceof Decision.Allowed
                        ? Optional.<GateAnswer>empty()
                        : outside.file(request, scope, release);
        return CargoErrors.told(
                passed.isPresent()
                        ? passed.get()
                        : checkpoint.serve(request, scope, release, dialect, CRATE));
    }

    /** Crates come from the gate itself; an API, by which one would publish, it has none. */
    private GateAnswer config(GateRequest request, Asked asked) {
        var body = JSON.createObjectNode();
        body.put("dl", checkpoint.address(request) + asked.base() + "dl");
        return tagged(request, "application/json", JSON.writeValueAsBytes(body));
    }

    private GateAnswer index(GateRequest request, Scope scope, String crate)
            throws InterruptedException {
        var made = CargoShelf.of(scope.snapshot(), shelf);
        shelf = made;
        var entries = made.entries(crate, scope);
        if (entries.isEmpty()) {
            return CargoErrors.told(checkpoint.refuse(request, scope, named(made, crate), dialect));
        }
        // A closure is a lock, so that what it holds is chosen although it was taken back.
        var locked = scope.closure() != null;
        var text =
                entries.stream()
                        .map(each -> locked ? IndexLine.chosen(each) : each.line())
                        .collect(Collectors.joining("\n", "", "\n"));
        return tagged(request, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The index's paths are in lower case; a crate has the name that its registry spells. */
    private Purl named(CargoShelf made, String crate) throws InterruptedException {
        var here = made.named(crate);
        if (here != null) {
            return here;
        }
        var spelled =
                crates.ask(crate, UpstreamCrates.PATIENCE)
                                instanceof Known.Listed<IndexFile>(var file)
                        ? file.name()
                        : crate;
        return new Purl(CargoEcosystem.TYPE, null, spelled, null);
    }

    /** Cargo asks again by the entity tag, and keeps what it has where that is the same. */
    private static GateAnswer tagged(GateRequest request, String type, byte[] body) {
        var etag = "\"" + Sha256.of(body) + "\"";
        var headers =
                Map.of(
                        "Content-Type",
                        type,
                        "ETag",
                        etag,
                        "Cache-Control",
                        "max-age=0, must-revalidate");
        return etag.equals(request.header("if-none-match"))
                ? GateAnswer.empty(304, headers)
                : GateAnswer.of(200, headers, body);
    }

    private static GateAnswer nowhere(GateRequest request) {
        return CargoErrors.told(
                Faults.plain(
                        404,
                        "Assay's cargo gate has nothing here",
                        "Assay's cargo gate has nothing at "
                                + PlainText.line(request.path(), 200)
                                + "; it is a sparse registry at /cargo/"));
    }
}
