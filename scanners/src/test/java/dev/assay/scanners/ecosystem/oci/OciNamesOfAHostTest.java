package dev.assay.scanners.ecosystem.oci;

import dev.assay.samples.SampleImage;
import dev.assay.samples.SampleImage.Layer;
import dev.assay.samples.SampleImageRegistry;
import dev.assay.scanners.artifact.HostUpstream;
import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.oci.OciConfiguration;
import dev.assay.scanners.artifact.oci.OciImages;
import dev.assay.scanners.artifact.oci.OciLimits;
import dev.assay.scanners.artifact.oci.OciRegistry;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.NamesOfAHostContract;
import dev.assay.scanners.ecosystem.Upstream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Two of Debian's docker-registry. */
@EnabledIf(
        value = "dev.assay.samples.SampleImageRegistry#isInstalled",
        disabledReason = SampleImageRegistry.MISSING)
final class OciNamesOfAHostTest extends NamesOfAHostContract {

    private static final String HOST = "registry.example";

    private final Map<At, SampleImageRegistry> servers = new EnumMap<>(At.class);

    @BeforeEach
    void start() throws Exception {
        for (var at : At.values()) {
            servers.put(
                    at,
                    SampleImageRegistry.start(Files.createDirectory(folder.resolve(at.name()))));
        }
    }

    @AfterEach
    void stop() {
        servers.values().forEach(SampleImageRegistry::close);
    }

    @Override
    protected Purl release(String name, String version) {
        return Purl.parse("oci:" + HOST + "/" + name + ":" + version);
    }

    @Override
    protected void publish(At at, String name, String version) {
        var image =
                SampleImage.of(new Layer().file("app/version", name + version))
                        .config("{\"Cmd\":[\"/app/run\"]}");
        servers.get(at).push(image, name + ":" + version);
    }

    @Override
    protected void goAway(At at) {
        servers.get(at).close();
    }

    @Override
    protected HostUpstream own(String... namespaces) {
        return new HostUpstream(
                HOST, new OtherUpstream(servers.get(At.OWN).address(), List.of(namespaces), null));
    }

    @Override
    protected Upstream open(HostUpstream... others) {
        var configuration =
                OciConfiguration.of(HOST, servers.get(At.HOST).address())
                        .with(new HostUpstreams("oci", List.of(others), NameOwners.inMemory()));
        var limits = OciLimits.DEFAULT.onceWithin(Duration.ofSeconds(10));
        return new OciUpstream(
                new OciImages(new OciRegistry(configuration, limits, Clock.systemUTC())));
    }
}
