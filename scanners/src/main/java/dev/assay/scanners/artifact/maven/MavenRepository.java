package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.UpstreamClient;

import org.eclipse.aether.RepositorySystem;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;

/**
 * The Maven repositories as configured. What they answer is taken as hostile. Each piece of work
 * has a local repository of its own, so that nothing that one release brings along counts for
 * another. Safe for use by many threads.
 */
public final class MavenRepository implements AutoCloseable {

    private final MavenConfiguration configuration;
    private final MavenLimits limits;
    private final Clock clock;
    private final UpstreamClient client;
    private final RepositorySystem system;

    public MavenRepository(MavenConfiguration configuration, MavenLimits limits, Clock clock) {
        this.configuration = configuration;
        this.limits = limits;
        this.clock = clock;
        this.client = new UpstreamClient("maven", limits.upstream(), configuration.routes().own());
        this.system = new MavenSystem(client, limits, new MavenRoutes(configuration, client)).get();
    }

    /** Begins a piece of work, to be closed at its end with all that it fetched. */
    public MavenWork begin() throws IOException {
        var folder = Files.createTempDirectory("assay-maven-");
        return new MavenWork(system, configuration, new Budget(limits, clock), folder);
    }

    @Override
    public void close() {
        system.shutdown();
        client.close();
    }
}
