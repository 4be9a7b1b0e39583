package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.pypi.PypiUpstream;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;

/** Python releases in a {@link GateRig}, resolved and kept as vetting does it. */
public final class PypiReleases implements AutoCloseable {

    public final SamplePypiIndex upstream = SamplePypiIndex.start();
    private final GateRig rig;

    PypiReleases(GateRig rig) {
        this.rig = rig;
    }

    PypiIndex open() {
        return new PypiIndex(PypiConfiguration.of(upstream.url()), PypiLimits.DEFAULT);
    }

    /** The index's address for a client. */
    public String url() {
        return "http://127.0.0.1:" + rig.port() + "/pypi/simple/";
    }

    public String url(Id closure) {
        return "http://127.0.0.1:" + rig.port() + "/pypi/~/" + closure + "/simple/";
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
        var parts = name.split("==");
        try (var pypi = new PypiUpstream(open(), PypiTarget.all(null, null), Clock.systemUTC())) {
            return Vetted.release(rig, pypi, new Purl("pypi", null, parts[0], parts[1]));
        }
    }

    /** Writes something else over the approved bytes of a release's own file. */
    public void damage(String name) throws IOException {
        var parts = name.split("==");
        var purl = new Purl("pypi", null, parts[0], parts[1]);
        var release = rig.releases.find(purl).orElseThrow();
        var integrity = rig.closures.packages(release.id()).getFirst().integrity();
        var digest = rig.vettings.artifact(integrity).orElseThrow().sha256();
        var blob = rig.blobs.file(digest).orElseThrow();
        Files.writeString(blob, "something else");
    }

    @Override
    public void close() {
        upstream.close();
    }
}
