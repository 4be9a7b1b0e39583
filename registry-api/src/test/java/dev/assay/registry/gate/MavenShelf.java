package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SampleMavenRepository;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.maven.MavenUpstream;

import java.time.Clock;

/** Maven releases in a {@link GateRig}, resolved and kept as vetting does it. */
public final class MavenShelf implements AutoCloseable {

    public final SampleMavenRepository upstream = SampleMavenRepository.start();
    private final GateRig rig;

    MavenShelf(GateRig rig) {
        this.rig = rig;
    }

    Upstream open() {
        return new MavenUpstream(
                new MavenRepository(
                        MavenConfiguration.of(upstream.url()),
                        MavenLimits.DEFAULT,
                        Clock.systemUTC()));
    }

    /** The repository's address for a client. */
    public String url() {
        return "http://127.0.0.1:" + rig.port() + "/maven/";
    }

    public String url(Id closure) {
        return url() + "~/" + closure + "/";
    }

    /** Approves a release for production with all that it resolves to. */
    public Id approve(String name) {
        var id = add(name);
        rig.approve(id, Stage.PRODUCTION);
        return id;
    }

    public Id known(ReleaseState state, String reason, String name) {
        var id = add(name);
        rig.change(id, state, reason);
        return id;
    }

    private Id add(String name) {
        var parts = name.split(":");
        try (var maven = open()) {
            return Vetted.release(rig, maven, new Purl("maven", parts[0], parts[1], parts[2]));
        }
    }

    @Override
    public void close() {
        upstream.close();
    }
}
