package dev.assay.scanners.ecosystem.mcpb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleBundle;
import dev.assay.samples.SampleFileHost;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

final class McpbUpstreamTest extends UpstreamContract {

    private static final UpstreamSettings AT_ONCE =
            new UpstreamSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    List.of(),
                    3);

    private final SampleFileHost server = SampleFileHost.start();

    @Override
    protected Upstream open() {
        return McpbSources.of(List.of(server.url().toString()), null, Clock.systemUTC())
                .upstream(AT_ONCE);
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected boolean resolvesDependencies() {
        return false;
    }

    @Override
    protected boolean listsVersions() {
        return false;
    }

    private static String path(String name, String version) {
        return "/v" + version + "/" + name + ".mcpb";
    }

    private static byte[] bytes(String name, String version) {
        var bundle = SampleBundle.of(name, version, "");
        return (name.equals("hostile") ? bundle.file("../../escaped.js", "evil") : bundle).bytes();
    }

    private Purl at(String name, String version) {
        return Purl.parse(
                server.url()
                        + path(name, version)
                        + "@sha256:"
                        + Sha256.of(bytes(name, version)).hex());
    }

    @Override
    protected Purl named(String name) {
        return at(name, "1.0.0").withVersion(null);
    }

    @Override
    protected Purl release(String name, String version) {
        return at(name, version);
    }

    private static String name(Purl release) {
        return release.name().replace(".mcpb", "");
    }

    private static String number(Purl release) {
        return release.exactVersion().replaceFirst("\\+.*", "");
    }

    private static String path(Purl release) {
        return path(name(release), number(release));
    }

    @Override
    protected void publish(Purl release, String needs) {
        server.put(path(release), bytes(name(release), number(release)));
    }

    @Override
    protected void publishHostile(Purl release) {
        publish(release, "");
    }

    @Override
    protected void alter(Purl release) {
        server.alter(path(release));
    }

    @Override
    protected void withdraw(Purl release) {
        server.remove(path(release));
    }

    @Override
    protected void goAway() {
        server.goAway();
    }

    @Test
    void goesToNoHostThatTheSettingsDoNotAllow(@TempDir Path folder) throws Exception {
        publish(release("clean", "1.0.0"), "");
        var allowed =
                List.of("files.example.com", server.url().toString().replace("http:", "https:"));
        try (var others = McpbSources.of(allowed, null, Clock.systemUTC()).upstream(AT_ONCE)) {
            assertThat(others.find(release("clean", "1.0.0")))
                    .isInstanceOfSatisfying(
                            LookupOutcome.NotConfigured.class,
                            refused ->
                                    assertThat(refused.reason())
                                            .contains("bundles are not taken from 127.0.0.1"));
        }
        try (var none = McpbSources.of(List.of(), null, Clock.systemUTC()).upstream(AT_ONCE)) {
            assertThat(none.find(release("clean", "1.0.0")))
                    .asString()
                    .contains("set assay.upstream.mcpb.hosts");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void followsRedirectsToAllowedHostsAloneAndNotForEver(@TempDir Path folder) throws Exception {
        var release = release("moved", "1.0.0");
        try (var elsewhere = SampleFileHost.start();
                var upstream = open()) {
            elsewhere.put(path(release), bytes("moved", "1.0.0"));
            server.move(path(release), elsewhere.url().resolve(path(release)));

            assertThat(upstream.find(release))
                    .isInstanceOfSatisfying(
                            LookupOutcome.Unavailable.class,
                            away ->
                                    assertThat(away.reason())
                                            .contains("which is no host that the settings allow"));
            assertThat(elsewhere.requests()).isEmpty();

            server.put("/kept/moved.mcpb", bytes("moved", "1.0.0"));
            server.move(path(release), server.url().resolve("/kept/moved.mcpb"));
            var found = (LookupOutcome.Found) upstream.find(release);
            assertThat(found.release().fetch(folder.resolve("file")))
                    .isInstanceOf(FetchOutcome.Fetched.class);

            server.move(path(release), URI.create(server.url() + path(release)));
            assertThat(upstream.find(release)).asString().contains("redirects more than 3 times");
        }
    }
}
