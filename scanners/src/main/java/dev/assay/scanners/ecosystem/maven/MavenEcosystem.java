package dev.assay.scanners.ecosystem.maven;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** Packages of Maven repositories: jars, ordered as Maven orders versions. */
public final class MavenEcosystem implements Ecosystem {

    public static final String TYPE = "maven";

    private static final Pattern PRERELEASE =
            Pattern.compile(
                    "(?i).*(?:alpha|beta|milestone|snapshot|preview|incubating"
                            + "|(?:^|[._\\-\\d])(?:rc|cr|m|a|b|pre|dev|ea)[._-]?\\d*(?:$|[._-])).*");

    private static final Pattern FIRST_NUMBER = Pattern.compile("\\D*(\\d+).*");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String example(Purl named) {
        var group = named.namespace() == null ? "GROUP" : named.namespace();
        return "pkg:maven/" + group + "/" + named.name() + "@1.2.3";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        var version = release.exactVersion();
        if (release.namespace() == null) {
            return Optional.of("no group is named; write " + example(release));
        }
        if (!MavenFile.isName(release.namespace()) || !MavenFile.isName(release.name())) {
            return Optional.of(
                    "'"
                            + release.packageName()
                            + "' is no group and artifact; write "
                            + example(release));
        }
        var why =
                version.equals("LATEST") || version.equals("RELEASE")
                        ? "a name that moves"
                        : version.endsWith("-SNAPSHOT")
                                ? "a snapshot, which moves"
                                : MavenFile.isName(version)
                                        ? null
                                        : "no exact version; a range names many releases";
        return why == null
                ? Optional.empty()
                : Optional.of(
                        "'"
                                + version
                                + "' is "
                                + why
                                + "; write the version itself, as in "
                                + example(release));
    }

    @Override
    public Optional<ReleaseVersion> version(String text) {
        if (!MavenFile.isName(text) || text.endsWith("-SNAPSHOT")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Ordered(text, new GenericVersionScheme().parseVersion(text)));
        } catch (InvalidVersionSpecificationException e) {
            return Optional.empty();
        }
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return new ZipReader(limits, clock).read(file, purl);
    }

    private record Ordered(String text, Version version) implements ReleaseVersion {

        @Override
        public boolean isPrerelease() {
            return PRERELEASE.matcher(text).matches();
        }

        @Override
        public String line() {
            var number = FIRST_NUMBER.matcher(text);
            return number.matches() ? number.group(1) : text;
        }

        @Override
        public int compareTo(ReleaseVersion other) {
            return version.compareTo(((Ordered) other).version);
        }
    }
}
