package dev.assay.web.cli;

import dev.assay.registry.vetting.TrustMaterial;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.ecosystem.Upstream;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.publisher.NpmPublishing;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** Where a command takes npm packages from. */
public final class NpmSettings implements CommandUpstream {

    private @Nullable NpmRegistry registry;

    @Override
    public Upstream open(TrustMaterial trust, List<Upstream> before) {
        var opened = registry();
        return new NpmUpstream(opened, new NpmPublishing(opened, trust.check(), Clock.systemUTC()));
    }

    /** The registry itself, for packages that lie in a folder here; its upstream closes it. */
    NpmRegistry registry() {
        if (registry == null) {
            registry = new NpmRegistry(configuration(), NpmRegistrySettings.DEFAULT);
        }
        return registry;
    }

    @Override
    public String described() {
        var configuration = configuration();
        return configuration.registry().map(URI::toString).orElse("")
                + (configuration.others().isEmpty() ? "" : configuration.others());
    }

    /** As the service and npm read it. */
    private static NpmConfiguration configuration() {
        var explicit = Setting.of("assay.upstream.npm.url");
        try {
            return NpmConfiguration.read(
                            System.getenv(),
                            Path.of(""),
                            Path.of(System.getProperty("user.home")),
                            explicit == null ? null : URI.create(explicit))
                    .with(Setting.others("npm"), NameOwners.inMemory());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("assay.upstream.npm.url: " + e.getMessage(), e);
        }
    }
}
