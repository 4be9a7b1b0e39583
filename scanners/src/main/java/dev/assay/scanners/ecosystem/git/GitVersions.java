package dev.assay.scanners.ecosystem.git;

import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.artifact.git.GitTag;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tags of a repository.
 *
 * @param promised what the file of a tag's commit hashes to; it may fetch it to know, so that a tag
 *     that was moved is seen. Null where that cannot be found out now
 */
record GitVersions(List<GitTag> tags, Function<GitTag, @Nullable Integrity> promised)
        implements OfferedVersions {

    @Override
    public @Nullable String etag() {
        return null;
    }

    @Override
    public Collection<String> all() {
        return tags.stream().map(GitTag::name).toList();
    }

    @Override
    public Optional<Offer> find(String version) {
        // A commit is named by what it is: it can be away, but nobody lists them to say so.
        return GitReference.isCommit(version)
                ? Optional.of(new Offer(true, false, null))
                : tags.stream()
                        .filter(tag -> tag.name().equals(version))
                        .findFirst()
                        .map(tag -> new Offer(true, false, promised.apply(tag)));
    }
}
