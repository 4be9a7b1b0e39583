package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.LayerReader;
import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.oci.ImageDescription.OfPlatform;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Reads an image that is kept as a layout: every part compared, its layers put into one tree. */
public final class ImageReader {

    private static final int LARGEST_DOCUMENT = 8 << 20;

    /** Images are larger than packages; most of what is in them is not kept in memory. */
    private static ArchiveLimits ofImages(ArchiveLimits limits) {
        return new ArchiveLimits(
                4L << 30,
                8L << 30,
                limits.file(),
                1_000_000,
                limits.ratio(),
                limits.ratioFloor(),
                limits.pathLength(),
                limits.pathDepth(),
                limits.extension(),
                limits.time().compareTo(Duration.ofSeconds(90)) < 0
                        ? Duration.ofSeconds(90)
                        : limits.time());
    }

    private final ArchiveLimits limits;
    private final Clock clock;

    public ImageReader(ArchiveLimits limits, Clock clock) {
        this.limits = ofImages(limits);
        this.clock = clock;
    }

    /** Whether a file is a layout, told by what it begins with. */
    public static boolean isImage(Path file) {
        return LayoutFile.isOne(file);
    }

    /**
     * Reads an image.
     *
     * @param purl what it was fetched as, or null to name it by its digest
     */
    public ReadOutcome read(Path file, @Nullable Purl purl) {
        var name = String.valueOf(file.getFileName());
        try (var layout = LayoutFile.open(file)) {
            return new ReadOutcome.Read(tree(layout, digest(file), name, purl));
        } catch (UnfitImageException e) {
            return new ReadOutcome.Rejected(
                    "'" + name + "' is not read as an image: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return new ReadOutcome.Rejected("'" + name + "' is not read: " + e.getMessage());
        }
    }

    private Sha256 digest(Path file) throws IOException, UnfitImageException {
        if (Files.size(file) > limits.packed()) {
            throw new UnfitImageException("it exceeds " + (limits.packed() >> 20) + " MB");
        }
        try (var in = new DigestInputStream(Files.newInputStream(file), Sha256.newDigest())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Sha256.ofDigest(in.getMessageDigest().digest());
        }
    }

    private PackageTree tree(LayoutFile layout, Sha256 sha256, String name, @Nullable Purl purl)
            throws IOException, UnfitImageException {
        var top = top(layout);
        var images = images(layout, top);
        var reader = new LayerReader(limits, clock);
        var files = new TreeMap<String, byte[]>();
        var described = new ArrayList<OfPlatform>();
        for (var image : images) {
            var prefix = images.size() == 1 ? "" : image.platform + "!/";
            var contents = new ImageContents(layout, reader, limits, prefix, files);
            described.add(contents.read(image.platform, image.manifest));
        }
        files.put(ImageDescription.FILE, new ImageDescription(described).json());
        var known = purl == null ? claimed(name, top) : purl;
        return new PackageTree(known, sha256, files, reader.hazards());
    }

    private static Purl claimed(String file, Descriptor top) {
        var name =
                file.toLowerCase(Locale.ROOT)
                        .replaceAll("\\.(?:oci\\.)?tar$", "")
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^-|-$", "");
        return new OciName(null, name.isEmpty() ? "image" : name).purl(top.written());
    }

    /** What the layout says is the image. */
    private static Descriptor top(LayoutFile layout) throws IOException, UnfitImageException {
        var index = ImageSettings.document(layout.bytes("index.json", LARGEST_DOCUMENT));
        var listed = index.path("manifests");
        if (listed.size() != 1) {
            throw new UnfitImageException(
                    "it holds "
                            + listed.size()
                            + " images; write one of them into a file of its own");
        }
        return Descriptor.of(listed.path(0), "its image");
    }

    private record OnePlatform(String platform, ManifestDocument.Image manifest) {}

    /** The images that it holds; an index may list others that were left out. */
    private static List<OnePlatform> images(LayoutFile layout, Descriptor top)
            throws IOException, UnfitImageException {
        var document = document(layout, top);
        return switch (document) {
            case ManifestDocument.Image image -> List.of(new OnePlatform(top.platform(), image));
            case ManifestDocument.Index index -> {
                var images = new ArrayList<OnePlatform>();
                for (var each : index.manifests()) {
                    if (layout.has(each)) {
                        if (!(document(layout, each) instanceof ManifestDocument.Image image)) {
                            throw new UnfitImageException("its index lists another index");
                        }
                        images.add(new OnePlatform(each.platform(), image));
                    }
                }
                if (images.isEmpty()) {
                    throw new UnfitImageException(
                            "it holds none of the images that its index lists");
                }
                yield images;
            }
        };
    }

    private static ManifestDocument document(LayoutFile layout, Descriptor of)
            throws IOException, UnfitImageException {
        return ManifestDocument.read(
                layout.blob(of, OciLimits.DEFAULT.manifest()), of.mediaType(), OciLimits.DEFAULT);
    }
}
