package dev.assay.scanners.ecosystem.mcpb;

import dev.assay.samples.SampleBundle;
import dev.assay.samples.SampleFileHost;
import dev.assay.scanners.artifact.HostUpstream;
import dev.assay.scanners.artifact.HostUpstreams;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.NamesOfAHostContract;
import dev.assay.scanners.ecosystem.Upstream;

import org.junit.jupiter.api.AfterEach;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Two hosts of files. */
final class McpbNamesOfAHostTest extends NamesOfAHostContract {

    private static final UpstreamSettings AT_ONCE =
            new UpstreamSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    List.of(),
                    3);

    private final Map<At, SampleFileHost> servers =
            new EnumMap<>(Map.of(At.HOST, SampleFileHost.start(), At.OWN, SampleFileHost.start()));

    @AfterEach
    void stop() {
        servers.values().forEach(SampleFileHost::close);
    }

    private static byte[] bytes(String name, String version) {
        return SampleBundle.of(name.replace('/', '-'), version, "").bytes();
    }

    private static String path(String name, String version) {
        return "/" + name.replace("/", "/v" + version + "/") + ".mcpb";
    }

    @Override
    protected Purl release(String name, String version) {
        return Purl.parse(
                servers.get(At.HOST).url()
                        + path(name, version)
                        + "@sha256:"
                        + Sha256.of(bytes(name, version)).hex());
    }

    @Override
    protected void publish(At at, String name, String version) {
        servers.get(at).put(path(name, version), bytes(name, version));
    }

    @Override
    protected void goAway(At at) {
        servers.get(at).goAway();
    }

    @Override
    protected HostUpstream own(String... namespaces) {
        return new HostUpstream(
                servers.get(At.HOST).url().getAuthority(),
                new OtherUpstream(servers.get(At.OWN).url(), List.of(namespaces), null));
    }

    @Override
    protected Upstream open(HostUpstream... others) {
        return McpbSources.of(
                        List.of(servers.get(At.HOST).url().toString()), null, Clock.systemUTC())
                .with(new HostUpstreams("mcpb", List.of(others), NameOwners.inMemory()))
                .upstream(AT_ONCE);
    }
}
