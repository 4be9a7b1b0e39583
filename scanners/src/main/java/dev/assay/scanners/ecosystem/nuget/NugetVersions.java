package dev.assay.scanners.ecosystem.nuget;

import dev.assay.scanners.artifact.nuget.Leaf;
import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The versions that a source tells of. Unlisted ones are there for whoever names them, and their
 * publisher advises against them.
 */
record NugetVersions(List<Leaf> leaves) implements OfferedVersions {

    @Override
    public @Nullable String etag() {
        return null;
    }

    @Override
    public Collection<String> all() {
        return leaves.stream().map(each -> each.version().toString()).toList();
    }

    @Override
    public Optional<Offer> find(String version) {
        return leaves.stream()
                .filter(each -> each.version().toString().equals(version))
                .findFirst()
                .map(each -> new Offer(true, each.warning() != null, null));
    }
}
