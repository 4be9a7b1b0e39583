package dev.assay.scanners.ecosystem.cargo;

import dev.assay.scanners.artifact.cargo.IndexFile;
import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Optional;

/** The versions that an index lists. One that was taken back can still be fetched. */
record CargoVersions(IndexFile file) implements OfferedVersions {

    @Override
    public @Nullable String etag() {
        return file.etag();
    }

    @Override
    public Collection<String> all() {
        return file.entries().stream().map(each -> each.version().text()).toList();
    }

    @Override
    public Optional<Offer> find(String version) {
        return file.find(version).map(each -> new Offer(true, each.yanked(), each.integrity()));
    }
}
