package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.cargo.CargoUpstream;

import java.time.Clock;

/** Crates in a {@link GateRig}, resolved and kept as vetting does it. */
public final class CrateReleases implements AutoCloseable {

    public final SampleCrateRegistry upstream = SampleCrateRegistry.start();
    private final GateRig rig;

    CrateReleases(GateRig rig) {
        this.rig = rig;
    }

    CargoRegistry open() {
        return new CargoRegistry(CargoConfiguration.of(upstream.url()), CargoLimits.DEFAULT);
    }

    /** The registry's address for a client. */
    public String url() {
        return "http://127.0.0.1:" + rig.port() + "/cargo/";
    }

    public String url(Id closure) {
        return url() + "~/" + closure + "/";
    }

    /** Approves a release for production with all that it resolves to. */
    public Id approve(String name, String version) {
        var id = add(name, version);
        rig.approve(id, Stage.PRODUCTION);
        return id;
    }

    public Id known(ReleaseState state, String reason, String name, String version) {
        var id = add(name, version);
        rig.change(id, state, reason);
        return id;
    }

    private Id add(String name, String version) {
        try (var cargo = new CargoUpstream(open(), CargoTarget.of(null), Clock.systemUTC())) {
            return Vetted.release(rig, cargo, new Purl("cargo", null, name, version));
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
