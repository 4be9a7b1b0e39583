package dev.assay.scanners.ecosystem.nuget;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.nuget.NupkgReader;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** Packages for .NET. */
public final class NugetEcosystem implements Ecosystem {

    public static final String TYPE = NugetName.TYPE;

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public boolean isPackage(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".nupkg");
    }

    @Override
    public String example(Purl named) {
        return "pkg:nuget/"
                + (NugetName.isName(named.name()) ? NugetName.normal(named.name()) : "server.name")
                + "@1.2.3";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        var name = release.name();
        var version = release.exactVersion();
        var read = NugetVersion.of(version);
        var why =
                release.namespace() != null || !NugetName.isName(name)
                        ? "'" + release.packageName() + "' is no id of a NuGet package"
                        : !NugetName.normal(name).equals(name)
                                ? "'" + name + "' is written " + NugetName.normal(name)
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
        return NugetVersion.of(text).map(version -> new Ordered(text, version));
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return new NupkgReader(limits, clock).read(file, purl);
    }

    private record Ordered(String text, NugetVersion version) implements ReleaseVersion {

        @Override
        public boolean isPrerelease() {
            return version.isPrerelease();
        }

        @Override
        public String line() {
            return String.valueOf(version.numbers().getFirst());
        }

        @Override
        public int compareTo(ReleaseVersion other) {
            return version.compareTo(((Ordered) other).version);
        }
    }
}
