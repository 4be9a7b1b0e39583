package dev.assay.registry.gate;

import dev.assay.inventory.release.VettingStore;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** Puts releases of an upstream into a {@link GateRig} as vetting does it. */
final class Vetted {

    private Vetted() {}

    /** Resolves a release and keeps every file of it. */
    static Id release(GateRig rig, Upstream upstream, Purl purl) {
        try {
            var release = rig.releases.add(purl);
            var outcome = upstream.resolve(purl, (each, file) -> keep(rig, file));
            if (!(outcome instanceof ClosureOutcome.Resolved(var closure))) {
                throw new IllegalStateException(purl + ": " + outcome);
            }
            for (var locked : closure.packages()) {
                if (rig.vettings.artifact(locked.integrity()).isEmpty()) {
                    var target = Files.createTempFile("vetted", null);
                    if (!(upstream.fetch(locked, target) instanceof Fetched fetched)) {
                        throw new IllegalStateException(locked + " was not fetched");
                    }
                    keep(rig, fetched);
                }
            }
            rig.closures.keep(release.id(), closure);
            return release.id();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keep(GateRig rig, Fetched file) throws IOException {
        rig.vettings.addArtifact(
                new VettingStore.Artifact(
                        file.integrity(), rig.blobs.put(file.file()), file.size()));
    }
}
