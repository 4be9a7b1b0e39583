package dev.assay.scanners.ecosystem.git;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.artifact.git.GitTreeReader;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Servers that are published as commits of git repositories. A version is a tag or the id of a
 * commit; either way it is one commit that is vetted, locked and served.
 */
public final class GitEcosystem implements Ecosystem {

    public static final String TYPE = "git";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean owns(Purl purl) {
        return GitPlace.isOne(purl);
    }

    @Override
    public String example(Purl named) {
        return GitPlace.of(named.withVersion(null))
                .map(place -> place.purl("v1.2.3").toString())
                .orElse("git:git.example.com/team/server@v1.2.3");
    }

    @Override
    public Optional<String> flaw(Purl release) {
        var version = release.exactVersion();
        if (GitPlace.of(release).isEmpty()) {
            return Optional.of(
                    "'"
                            + release
                            + "' names no git repository, or not as it is written here; write "
                            + example(release));
        }
        return GitReference.isCommit(version) || GitReference.isTagName(version)
                ? Optional.empty()
                : Optional.of(
                        "'"
                                + version
                                + "' is neither a tag nor the 40 digits of a commit; write "
                                + example(release));
    }

    @Override
    public Optional<ReleaseVersion> version(String text) {
        return GitVersion.parse(text).map(version -> version);
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return purl == null
                ? new ReadOutcome.Rejected("nobody says which repository this commit is of")
                : GitTreeReader.read(file, purl, limits);
    }
}
