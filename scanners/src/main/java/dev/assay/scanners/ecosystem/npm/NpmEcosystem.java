package dev.assay.scanners.ecosystem.npm;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.TarballReader;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** Packages of npm: tarballs, by Semantic Versioning. */
public final class NpmEcosystem implements Ecosystem {

    public static final String TYPE = "npm";

    /** Semantic Versioning 2.0.0, the form in which npm publishes versions. */
    private static final Pattern EXACT_VERSION =
            Pattern.compile(
                    "(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String example(Purl named) {
        return "npm:" + named.packageName() + "@1.2.3";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        var version = release.exactVersion();
        if (EXACT_VERSION.matcher(version).matches()) {
            return Optional.empty();
        }
        var isTag = version.matches("[a-zA-Z][a-zA-Z0-9_-]*") && !version.matches("[xXvV]\\d*");
        return Optional.of(
                "'"
                        + version
                        + "' is "
                        + (isTag
                                ? "a dist-tag, which moves"
                                : "no exact version; a range names many releases")
                        + "; write the version itself, as in "
                        + example(release));
    }

    /** A name that npm reads loosely, {@code v1.2.3}, is no version that a release can have. */
    @Override
    public Optional<ReleaseVersion> version(String text) {
        return text.isEmpty() || !Character.isDigit(text.charAt(0))
                ? Optional.empty()
                : NpmVersion.parse(text).map(version -> new Ordered(text, version));
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return new TarballReader(limits, clock).read(file, purl);
    }

    /** Equal versions may be written differently; then the text decides, so that order is total. */
    private record Ordered(String text, NpmVersion version) implements ReleaseVersion {

        @Override
        public boolean isPrerelease() {
            return version.isPrerelease();
        }

        @Override
        public String line() {
            return String.valueOf(version.major());
        }

        @Override
        public int compareTo(ReleaseVersion other) {
            return version.compareTo(((Ordered) other).version);
        }
    }
}
