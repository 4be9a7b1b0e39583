package dev.assay.scanners.ecosystem.pypi;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ArchiveReader;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.PythonName;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Python packages of an index: wheels and source distributions, ordered by PEP 440. */
public final class PypiEcosystem implements Ecosystem {

    public static final String TYPE = "pypi";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String example(Purl named) {
        var name =
                PythonName.isName(named.name()) ? PythonName.normal(named.name()) : "server-name";
        return "pkg:pypi/" + name + "@1.2.3";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        var version = release.exactVersion();
        var read = PythonVersion.of(version);
        var why =
                release.namespace() != null || !PythonName.isName(release.name())
                        ? "'" + release.packageName() + "' is no name of a Python package"
                        : !PythonName.normal(release.name()).equals(release.name())
                                ? "'"
                                        + release.name()
                                        + "' is written "
                                        + PythonName.normal(release.name())
                                : read.isEmpty()
                                        ? "'"
                                                + version
                                                + "' is no exact version; a range names many"
                                                + " releases"
                                        : !read.get().toString().equals(version)
                                                ? "'" + version + "' is written " + read.get()
                                                : null;
        return why == null
                ? Optional.empty()
                : Optional.of(why + "; write it as in " + example(release));
    }

    @Override
    public Optional<ReleaseVersion> version(String text) {
        return PythonVersion.of(text).map(version -> new Ordered(text, version));
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return new ArchiveReader(limits, clock).read(file, purl);
    }

    private record Ordered(String text, PythonVersion version) implements ReleaseVersion {

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
