package dev.assay.scanners.ecosystem.oci;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.TarballReader;
import dev.assay.scanners.artifact.oci.ImageReader;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.OciVersion;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.ecosystem.Ecosystem;
import dev.assay.scanners.ecosystem.ReleaseVersion;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Images of OCI registries. A release is a tag with the digest that it had when it was asked for:
 * the digest says which bytes are approved, the tag where they stand among the others.
 */
public final class OciEcosystem implements Ecosystem {

    @Override
    public String type() {
        return OciName.TYPE;
    }

    /** A tar may be another package as well; what it begins with decides. */
    @Override
    public boolean isPackage(String fileName) {
        return fileName.endsWith(".tar");
    }

    @Override
    public String example(Purl named) {
        return "oci:" + named.packageName() + ":1.2.3";
    }

    @Override
    public Optional<String> flaw(Purl release) {
        if (OciName.of(release).isEmpty()) {
            return Optional.of(
                    "'"
                            + release.packageName()
                            + "' is no repository of images; write oci:registry.example.com/team/demo:1.2.3");
        }
        return OciVersion.parse(release.exactVersion()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        "'"
                                + release.exactVersion()
                                + "' is neither a tag nor a sha256 digest; write "
                                + example(release));
    }

    @Override
    public Optional<ReleaseVersion> version(String text) {
        return TagOrder.parse(text).map(order -> order);
    }

    /** A tag is what it names today, and only a digest stays. */
    @Override
    public boolean moves(Purl named) {
        var version = named.version();
        return version != null
                && OciVersion.parse(version)
                        .filter(
                                each ->
                                        each.digest() == null
                                                || OciName.of(named)
                                                        .filter(name -> name.host() == null)
                                                        .isPresent())
                        .isPresent();
    }

    /** The same image, by whichever tag; of a tag that was not looked up, the same tag. */
    @Override
    public boolean isSame(String version, String other) {
        var one = OciVersion.parse(version).orElse(null);
        var two = OciVersion.parse(other).orElse(null);
        if (one == null || two == null) {
            return false;
        }
        return one.digest() != null && two.digest() != null
                ? one.digest().equals(two.digest())
                : one.tag() != null && one.tag().equals(two.tag());
    }

    /** A layer is of no release by itself. */
    @Override
    public Optional<Purl> passed(String item) {
        return item.startsWith("oci:") ? Optional.of(Purl.parse(item)) : Optional.empty();
    }

    @Override
    public ReadOutcome read(Path file, @Nullable Purl purl, ArchiveLimits limits, Clock clock) {
        return purl != null || ImageReader.isImage(file)
                ? new ImageReader(limits, clock).read(file, purl)
                : new TarballReader(limits, clock).read(file, null);
    }
}
