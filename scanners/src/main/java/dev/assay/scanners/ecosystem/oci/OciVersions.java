package dev.assay.scanners.ecosystem.oci;

import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** The tags of a repository. What is named by a digest alone, no list tells of. */
record OciVersions(List<String> tags) implements OfferedVersions {

    @Override
    public @Nullable String etag() {
        return null;
    }

    @Override
    public List<String> all() {
        return tags;
    }

    @Override
    public Optional<Offer> find(String version) {
        return OciVersion.parse(version)
                .filter(each -> each.tag() == null || tags.contains(each.tag()))
                .map(each -> new Offer(true, false, null));
    }
}
