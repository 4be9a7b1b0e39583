package dev.assay.scanners.ecosystem.pypi;

import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * The versions that a page has files of. One without a file for the target cannot be fetched. What
 * the bytes are is not told here: an index may add files to a version, of which a better one is
 * another file and no incident.
 */
record PypiVersions(IndexPage page, PypiTarget target) implements OfferedVersions {

    @Override
    public @Nullable String etag() {
        return page.etag();
    }

    @Override
    public Collection<String> all() {
        return page.versions().stream().map(Objects::toString).toList();
    }

    @Override
    public Optional<Offer> find(String version) {
        var files = page.files(version);
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Offer(
                                IndexPage.best(files, target).isPresent(),
                                files.stream().allMatch(IndexFile::isYanked),
                                null));
    }
}
