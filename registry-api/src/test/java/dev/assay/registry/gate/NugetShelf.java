package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SampleNugetSource;
import dev.assay.scanners.artifact.nuget.NugetConfiguration;
import dev.assay.scanners.artifact.nuget.NugetFeed;
import dev.assay.scanners.artifact.nuget.NugetLimits;
import dev.assay.scanners.artifact.nuget.NugetTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.nuget.NugetUpstream;

import java.time.Clock;

/** NuGet releases in a {@link GateRig}, resolved and kept as vetting does it. */
public final class NugetShelf implements AutoCloseable {

    /** A double: no server of the protocol can be had here. */
    public final SampleNugetSource upstream = SampleNugetSource.start();

    private final GateRig rig;

    NugetShelf(GateRig rig) {
        this.rig = rig;
    }

    Upstream open() {
        return new NugetUpstream(
                new NugetFeed(NugetConfiguration.of(upstream.url()), NugetLimits.DEFAULT),
                NugetTarget.of(null, null),
                Clock.systemUTC());
    }

    /** Approves a release for production with all that it resolves to. */
    public Id approve(String release) {
        var id = add(release);
        rig.approve(id, Stage.PRODUCTION);
        return id;
    }

    public Id known(ReleaseState state, String reason, String release) {
        var id = add(release);
        rig.change(id, state, reason);
        return id;
    }

    private Id add(String release) {
        try (var nuget = open()) {
            return Vetted.release(rig, nuget, Purl.parse("nuget:" + release));
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
