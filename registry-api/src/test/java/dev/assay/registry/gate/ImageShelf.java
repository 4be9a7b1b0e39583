package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciPassage;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.PresentOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.oci.OciUpstream;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Images in a {@link GateRig}, resolved and kept as vetting does it. */
public final class ImageShelf implements AutoCloseable {

    /** By which images name the registry; it is asked on loopback. */
    public static final String HOST = "registry.example";

    private final GateRig rig;
    private final Path folder;
    private final int port = SampleImageRegistry.freePort();
    private @Nullable SampleImageRegistry upstream;

    ImageShelf(GateRig rig, Path folder) {
        this.rig = rig;
        this.folder = folder;
    }

    OciConfiguration configuration() {
        return OciConfiguration.of(HOST, URI.create("http://127.0.0.1:" + port));
    }

    Upstream open() {
        var limits = OciLimits.DEFAULT.onceWithin(Duration.ofSeconds(10));
        return new OciUpstream(
                new OciImages(new OciRegistry(configuration(), limits, Clock.systemUTC())));
    }

    OciPassage parts() {
        return new OciPassage(
                new OciRegistry(configuration(), OciLimits.DEFAULT, Clock.systemUTC()));
    }

    /** The registry, which is started for those who ask for it. */
    public SampleImageRegistry upstream() {
        var running = upstream;
        if (running == null) {
            try {
                running =
                        SampleImageRegistry.start(
                                Files.createTempDirectory(folder, "registry"), port, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            upstream = running;
        }
        return running;
    }

    /** How a client names an image at the gate. */
    public String at(String name) {
        return "127.0.0.1:" + rig.port() + "/" + HOST + "/" + name;
    }

    /** The release that a tag names now. */
    public Purl pinned(String name) {
        try (var oci = open()) {
            return oci.present(Purl.parse("oci:" + HOST + "/" + name))
                            instanceof PresentOutcome.Named(var release)
                    ? release
                    : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Approves what a tag names now for production. */
    public Id approve(String name) {
        var id = add(pinned(name));
        rig.approve(id, Stage.PRODUCTION);
        return id;
    }

    public Id known(ReleaseState state, String reason, String name) {
        var id = add(pinned(name));
        rig.change(id, state, reason);
        return id;
    }

    private Id add(Purl purl) {
        try (var oci = open()) {
            return Vetted.release(rig, oci, purl);
        }
    }

    @Override
    public void close() {
        if (upstream != null) {
            upstream.close();
        }
    }
}
