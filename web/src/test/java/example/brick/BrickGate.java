package example.brick;

import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.Checkpoint;
import dev.assay.registry.gate.Dialect;
import dev.assay.registry.gate.Faults;
import dev.assay.registry.gate.GateAnswer;
import dev.assay.registry.gate.GateRequest;
import dev.assay.registry.gate.GateRoute;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Approved bricks, over plain HTTP: {@code /brick/NAME-VERSION.tgz}, or of one closure alone. */
final class BrickGate implements GateRoute, Dialect {

    private static final Pattern PATH =
            Pattern.compile("/brick/(?:~/([^/]+)/)?([a-z]+)-(\\d+)\\.tgz");

    private final Checkpoint checkpoint;

    BrickGate(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    @Override
    public String protocol() {
        return "brick";
    }

    @Override
    public boolean owns(String path) {
        return path.startsWith("/brick/");
    }

    @Override
    public Optional<GateAnswer> atOnce(GateRequest request) {
        return request.reads() ? Optional.empty() : Optional.of(Faults.readOnly(request.method()));
    }

    @Override
    public GateAnswer answer(GateRequest request) throws InterruptedException, IOException {
        var asked = PATH.matcher(request.path());
        if (!asked.matches()) {
            return Faults.plain(404, "no brick", "There is no brick at this address");
        }
        var closure = Optional.ofNullable(asked.group(1)).flatMap(Id::parse).orElse(null);
        var scope = checkpoint.scope(request, closure);
        return scope.isEmpty()
                ? Checkpoint.knowsNothing()
                : checkpoint.serve(
                        request,
                        scope.get(),
                        new Purl(BrickEcosystem.TYPE, null, asked.group(2), asked.group(3)),
                        this,
                        "application/gzip");
    }

    @Override
    public Ecosystem ecosystem() {
        return new BrickEcosystem();
    }

    @Override
    public Optional<GateAnswer> absent(Purl purl) {
        return Optional.empty();
    }

    @Override
    public String command(String gate, Purl release, Id closure) {
        return "curl -fO " + gate + "brick/~/" + closure + "/" + file(release);
    }

    static String file(Purl release) {
        return release.name() + "-" + release.exactVersion() + ".tgz";
    }
}
