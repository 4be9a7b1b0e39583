package dev.assay.scanners.ecosystem.cargo;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.TarballReader;
import dev.assay.scanners.artifact.cargo.CrateVersion;
import dev.assay.scanners.coordinates.CrateName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Crates of a registry, ordered by Semantic Versioning. */
public final class CargoEcosystem implements Ecosystem {

    public static final String TYPE = "cargo";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean isPackage(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".crate");
    }

    @Override
    public String example(Purl named) {
        return "pkg:cargo/"
                + (CrateName.isName(named.name()) ? named.name() : "server-name")
                + "@1.2.3";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        var why =
                release.namespace() != null || !CrateName.isName(release.name())
                        ? "'" + release.packageName() + "' is no name of a crate"
                        : CrateVersion.of(release.exactVersion()).isEmpty()
                                ? "'"
                                        + release.exactVersion()
                                        + "' is no exact version; a range names many releases"
                                : null;
        return why == null
                ? Optional.empty()
                : Optional.of(why + "; write it as in " + example(release));
    }

    @Override
    public Optional<ReleaseVersion> version(String text) {
        return CrateVersion.of(text).map(Ordered::new);
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return new TarballReader(limits, clock).read(file, purl);
    }

    private record Ordered(CrateVersion version) implements ReleaseVersion {

        @Override
        public String text() {
            return version.text();
        }

        @Override
        public boolean isPrerelease() {
            return version.isPrerelease();
        }

        @Override
        public String line() {
            return version.line();
        }

        @Override
        public int compareTo(ReleaseVersion other) {
            return version.compareTo(((Ordered) other).version);
        }
    }
}
