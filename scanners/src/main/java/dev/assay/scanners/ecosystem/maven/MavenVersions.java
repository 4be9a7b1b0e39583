package dev.assay.scanners.ecosystem.maven;

import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A list of versions; of each, nothing but that it is there is told. */
record MavenVersions(List<String> lowestFirst) implements OfferedVersions {

    @Override
    public @Nullable String etag() {
        return null;
    }

    @Override
    public Optional<Offer> find(String version) {
        return lowestFirst.contains(version)
                ? Optional.of(new Offer(true, false, null))
                : Optional.empty();
    }

    @Override
    public Collection<String> all() {
        return lowestFirst;
    }
}
