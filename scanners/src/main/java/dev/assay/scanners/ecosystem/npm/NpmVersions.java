package dev.assay.scanners.ecosystem.npm;

import dev.assay.scanners.artifact.npm.Dist;
import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Optional;

/** The versions of a packument. */
public record NpmVersions(Packument packument) implements OfferedVersions {

    @Override
    public @Nullable String etag() {
        return packument.etag();
    }

    @Override
    public Collection<String> all() {
        return packument.versions();
    }

    @Override
    public Optional<Offer> find(String version) {
        return packument
                .manifest(version)
                .map(
                        manifest ->
                                new Offer(
                                        manifest.dist().isPresent(),
                                        manifest.deprecated(),
                                        manifest.dist().flatMap(Dist::sha512).orElse(null)));
    }
}
