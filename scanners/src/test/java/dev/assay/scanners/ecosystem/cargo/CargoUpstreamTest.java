package dev.assay.scanners.ecosystem.cargo;

import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrate.Need;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;

import java.time.Clock;

final class CargoUpstreamTest extends UpstreamContract {

    private final SampleCrateRegistry server = SampleCrateRegistry.start();

    @Override
    protected Upstream open() {
        return new CargoUpstream(
                new CargoRegistry(CargoConfiguration.of(server.url()), CargoLimits.DEFAULT),
                CargoTarget.of(null),
                Clock.systemUTC());
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected Purl named(String name) {
        return new Purl("cargo", null, "contract-" + name, null);
    }

    @Override
    protected void publish(Purl release, String needs) {
        server.publish(
                needs.isEmpty()
                        ? crate(release)
                        : crate(release, Need.of(named(needs).name(), "=1.0.0")));
    }

    @Override
    protected void publishHostile(Purl release) {
        server.publish(crate(release).withFile("../../escaped.rs", "fn main() {}"));
    }

    @Override
    protected void alter(Purl release) {
        server.alter(release.name(), release.exactVersion());
    }

    @Override
    protected void withdraw(Purl release) {
        server.withdraw(release.name(), release.exactVersion());
    }

    @Override
    protected void goAway() {
        server.away(503);
    }

    private static SampleCrate crate(Purl release, Need... needs) {
        return SampleCrate.of(release.name(), release.exactVersion(), needs);
    }
}
