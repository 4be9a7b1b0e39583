package dev.assay.scanners.ecosystem.mcpb;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.mcpb.BundleReader;
import dev.assay.scanners.coordinates.BundleAddress;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** MCP bundles: zips, each by the address that it is at and its SHA-256. */
public final class McpbEcosystem implements Ecosystem {

    public static final String NAME = BundleAddress.NAME;

    @Override
    public String type() {
        return BundleAddress.TYPE;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean owns(Purl purl) {
        return BundleAddress.isOne(purl);
    }

    @Override
    public boolean isPackage(String fileName) {
        var lower = fileName.toLowerCase(Locale.ROOT);
        // Bundles were called desktop extensions at first.
        return lower.endsWith(".mcpb") || lower.endsWith(".dxt");
    }

    @Override
    public String example(Purl named) {
        return "https://example.com/mail-1.2.0.mcpb@sha256:<64 hexadecimal digits>";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        return BundleAddress.of(release).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "'"
                                + release.packageName()
                                + "' at '"
                                + release.exactVersion()
                                + "' names no one bundle; write its address and its SHA-256, as in "
                                + example(release));
    }

    /** By what the publisher calls it; a digest alone has no place before or after another. */
    @Override
    public Optional<ReleaseVersion> version(String text) {
        var plus = text.indexOf("+" + BundleAddress.DIGEST);
        var number = plus < 0 ? text : text.substring(0, plus);
        return number.isEmpty() || !Character.isDigit(number.charAt(0))
                ? Optional.empty()
                : NpmVersion.parse(number).map(version -> new Numbered(text, version));
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return new BundleReader(limits, clock).read(file, purl);
    }

    private record Numbered(String text, NpmVersion version) implements ReleaseVersion {

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
            return version.compareTo(((Numbered) other).version);
        }
    }
}
