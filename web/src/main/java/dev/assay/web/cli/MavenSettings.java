package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.maven.MavenUpstream;
import dev.assay.scanners.publisher.MavenPublishing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Where a command takes Maven packages from. */
public final class MavenSettings implements CommandUpstream {

    /** As the service and Maven read them. */
    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        var clock = Clock.systemUTC();
        var repository = new MavenRepository(configuration(), MavenLimits.DEFAULT, clock);
        return new MavenUpstream(
                repository, new MavenPublishing(repository, trust.trusted(), clock));
    }

    private static MavenConfiguration configuration() {
        var explicit = Setting.of("assay.upstream.maven.url");
        try {
            return MavenConfiguration.read(
                            System.getenv(),
                            Path.of(System.getProperty("user.home")),
                            explicit == null ? null : URI.create(explicit))
                    .with(Setting.others("maven"), NameOwners.inMemory());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.upstream.maven.url: " + e.getMessage(), e);
        }
    }
}
