package dev.assay.scanners.ecosystem.maven;

import dev.assay.samples.SampleMavenRepository;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.UpstreamContract;

import java.time.Clock;
import java.util.Map;

final class MavenUpstreamTest extends UpstreamContract {

    private final SampleMavenRepository server = SampleMavenRepository.start();

    @Override
    protected Upstream open() {
        return new MavenUpstream(
                new MavenRepository(
                        MavenConfiguration.of(server.url()),
                        MavenLimits.DEFAULT,
                        Clock.systemUTC()));
    }

    @Override
    protected void stop() {
        server.close();
    }

    @Override
    protected Purl named(String name) {
        return new Purl("maven", "example.contract", name, null);
    }

    @Override
    protected void publish(Purl release, String needs) {
        server.publish(
                name(release),
                needs.isEmpty()
                        ? ""
                        : SampleMavenRepository.dependencies(
                                name(named(needs).withVersion("1.0.0"))));
    }

    @Override
    protected void publishHostile(Purl release) {
        server.publish(
                name(release),
                "",
                SampleMavenRepository.jar(Map.of("../../escaped.class", new byte[] {1, 2, 3})));
    }

    @Override
    protected void alter(Purl release) {
        server.alter(SampleMavenRepository.path(name(release), "jar"));
    }

    @Override
    protected void withdraw(Purl release) {
        server.withdraw(name(release));
    }

    @Override
    protected void goAway() {
        server.away(503);
    }

    private static String name(Purl release) {
        return release.namespace() + ":" + release.name() + ":" + release.exactVersion();
    }
}
