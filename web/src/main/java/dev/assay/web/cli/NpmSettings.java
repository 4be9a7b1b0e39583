package dev.assay.web.cli;

import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.npm.NpmConfiguration;

import java.net.URI;
import java.nio.file.Path;

/** Where a command takes npm packages from. */
final class NpmSettings {

    private NpmSettings() {}

    /** As the service and npm read it. */
    static NpmConfiguration configuration() throws UsageException {
        var explicit = Setting.of("assay.upstream.npm.url");
        try {
            return NpmConfiguration.read(
                            System.getenv(),
                            Path.of(""),
                            Path.of(System.getProperty("user.home")),
                            explicit == null ? null : URI.create(explicit))
                    .with(Setting.others("npm"), NameOwners.inMemory());
        } catch (IllegalArgumentException e) {
            throw new UsageException("assay.upstream.npm.url: " + e.getMessage());
        }
    }
}
