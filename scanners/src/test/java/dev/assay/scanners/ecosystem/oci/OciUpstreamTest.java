package dev.assay.scanners.ecosystem.oci;

import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;

import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** On Debian's docker-registry, with images that skopeo pushes. */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
final class OciUpstreamTest extends UpstreamContract {

    @TempDir Path storage;
    private SampleImageRegistry server;
    private final Map<Purl, SampleImage> pushed = new HashMap<>();

    @Override
    protected Upstream open() {
        server = SampleImageRegistry.start(storage);
        return open(server);
    }

    static Upstream open(SampleImageRegistry server) {
        var limits = OciLimits.DEFAULT.onceWithin(Duration.ofSeconds(20));
        return new OciUpstream(
                new OciImages(
                        new OciRegistry(
                                OciConfiguration.of(server.host(), server.address()),
                                limits,
                                Clock.systemUTC())));
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected Purl named(String name) {
        return new OciName(server.host(), "contract/" + name).purl(null);
    }

    @Override
    protected boolean resolvesDependencies() {
        return false;
    }

    @Override
    protected void publish(Purl release, String needs) {
        push(release, new Layer().file("app/release.txt", release.toString()));
    }

    @Override
    protected void publishHostile(Purl release) {
        push(release, new Layer().file("../../escaped.sh", "#!/bin/sh\n"));
    }

    private void push(Purl release, Layer layer) {
        var image = SampleImage.of(layer).config("{\"Cmd\":[\"/app/run\"]}");
        pushed.put(release, image);
        server.push(image, "contract/" + release.name() + ":" + release.exactVersion());
    }

    private SampleImage image(Purl release) {
        var image = pushed.get(release);
        if (image == null) {
            throw new IllegalStateException(release + " was not pushed");
        }
        return image;
    }

    @Override
    protected void alter(Purl release) {
        server.alter(image(release).layers().getFirst());
    }

    @Override
    protected void withdraw(Purl release) {
        server.delete("contract/" + release.name(), image(release).digest());
    }

    @Override
    protected void goAway() {
        server.close();
    }
}
