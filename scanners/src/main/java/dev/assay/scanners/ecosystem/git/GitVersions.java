package dev.assay.scanners.ecosystem.git;

import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.artifact.git.GitTag;
import dev.assay.scanners.ecosystem.OfferedVersions;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The tags of a repository. What a commit's file hashes to is known once it was fetched. */
record GitVersions(List<GitTag> tags) implements OfferedVersions {

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
                        || tags.stream().anyMatch(tag -> tag.name().equals(version))
                ? Optional.of(new Offer(true, false, null))
                : Optional.empty();
    }
}
