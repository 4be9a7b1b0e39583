package dev.assay.scanners.ecosystem.maven;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Packages of Maven repositories: jars, ordered as Maven orders versions. */
public final class MavenEcosystem implements Ecosystem {

    public static final String TYPE = "maven";

    private static final int HEAD = 64;

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

    /** From a place in a repository: {@code GROUP/…/ARTIFACT/VERSION/FILE}. */
    @Override
    public Optional<Purl> passed(String item) {
        var parts = item.split("/");
        if (parts.length < 4) {
            return Optional.empty();
        }
        var group = String.join(".", Arrays.copyOf(parts, parts.length - 3));
        return Optional.of(new Purl(TYPE, group, parts[parts.length - 3], parts[parts.length - 2]));
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return purl != null && isPom(file)
                ? pom(file, purl, limits)
                : new ZipReader(limits, clock).read(file, purl);
    }

    /** A parent, or a list of versions, is published as its POM alone. */
    private static boolean isPom(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8)
                    .replace("\uFEFF", "")
                    .stripLeading()
                    .startsWith("<");
        } catch (IOException e) {
            return false;
        }
    }

    private static ReadOutcome pom(Path file, Purl purl, ArchiveLimits limits) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(limits.file() + 1);
            if (bytes.length > limits.file()) {
                return new ReadOutcome.Rejected(
                        "the POM exceeds " + limits.file() + " bytes and is not read");
            }
            return new ReadOutcome.Read(
                    new PackageTree(
                            purl,
                            Sha256.of(bytes),
                            new TreeMap<>(Map.of("pom.xml", bytes)),
                            List.of()));
        } catch (IOException e) {
            return new ReadOutcome.Rejected("the POM cannot be read: " + e.getMessage());
        }
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
