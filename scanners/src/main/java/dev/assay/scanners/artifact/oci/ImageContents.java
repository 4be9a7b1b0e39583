package dev.assay.scanners.artifact.oci;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.LayerReader;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.ZipReader;
import dev.assay.scanners.artifact.oci.ImageDescription.LargeFile;
import dev.assay.scanners.artifact.oci.ImageDescription.OfPlatform;
import dev.assay.scanners.artifact.oci.ImageDescription.Privileged;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the layers of one image twice: for what its tree is, and for the bytes that are kept of it.
 */
final class ImageContents {

    private static final int SET_ID_BITS = 06000;
    private static final int LARGE = 4 << 20;
    private static final int HEAD = 1 << 10;
    private static final long MOST_KEPT = 256L << 20;
    private static final long MOST_DATABASE = 64L << 20;

    private final LayoutFile layout;
    private final LayerReader reader;
    private final ArchiveLimits limits;
    private final String prefix;
    private final SortedMap<String, byte[]> kept;
    private final Map<String, String> unread = new TreeMap<>();
    private final List<LargeFile> large = new ArrayList<>();
    private final List<String> altered = new ArrayList<>();
    private final List<Privileged> privileged = new ArrayList<>();
    private final Map<Integer, Map<Integer, byte[]>> databaseFiles = new HashMap<>();
    private long databaseBytes;
    private int packageFiles;
    private long keptBytes;

    /**
     * @param prefix what to put before the paths of files
     * @param kept where to put them
     */
    ImageContents(
            LayoutFile layout,
            LayerReader reader,
            ArchiveLimits limits,
            String prefix,
            SortedMap<String, byte[]> kept) {
        this.layout = layout;
        this.reader = reader;
        this.limits = limits;
        this.prefix = prefix;
        this.kept = kept;
    }

    OfPlatform read(String platform, ManifestDocument.Image image)
            throws IOException, UnfitImageException {
        var config =
                ImageSettings.document(layout.blob(image.config(), OciLimits.DEFAULT.config()));
        var flat = flatten(image);
        var database = database(flat);
        var checksums = new HashMap<String, String>();
        database.checksums()
                .forEach(
                        (path, checksum) -> {
                            var real = flat.real(path);
                            if (real != null) {
                                checksums.put(real, checksum);
                            }
                        });
        contents(image, flat, checksums);
        unread.putAll(OsDatabase.unread(flat.files().keySet()));
        var said = Platform.said(config);
        return new OfPlatform(
                platform.startsWith("unknown/") ? said : platform,
                prefix,
                ImageSettings.of(config),
                database.distribution(),
                database.packages(),
                packageFiles,
                altered,
                privileged,
                large,
                unread);
    }

    private FlatImage flatten(ManifestDocument.Image image)
            throws IOException, UnfitImageException {
        var flat = new FlatImage(reader);
        for (var i = 0; i < image.layers().size(); i++) {
            var blob = image.layers().get(i);
            layout.check(blob);
            var layer = i;
            var entries = new ArrayList<LayerReader.Entry>();
            var why =
                    reader.read(
                            layout.stream(blob),
                            blob.size(),
                            (entry, body) -> {
                                entries.add(entry);
                                if (OsDatabase.isRead(entry.path())
                                        && entry.kind() == LayerReader.Kind.FILE) {
                                    database(layer, entry, body);
                                }
                            });
            if (why != null) {
                unread.put("layer " + (i + 1) + " (" + blob.written() + ")", why);
            }
            flat.add(i, entries);
        }
        return flat;
    }

    private void database(int layer, LayerReader.Entry entry, LayerReader.Body body)
            throws IOException {
        var bytes = body.read();
        databaseBytes += bytes.length;
        if (databaseBytes > MOST_DATABASE) {
            throw new IOException("its package databases exceed " + MOST_DATABASE + " bytes");
        }
        databaseFiles.computeIfAbsent(layer, any -> new HashMap<>()).put(entry.number(), bytes);
    }

    private OsDatabase database(FlatImage flat) {
        var files = new TreeMap<String, byte[]>();
        flat.files()
                .forEach(
                        (path, place) -> {
                            var bytes =
                                    databaseFiles
                                            .getOrDefault(place.layer(), Map.of())
                                            .get(place.number());
                            if (bytes != null && OsDatabase.isRead(path)) {
                                files.put(path, bytes);
                            }
                        });
        return OsDatabase.read(files);
    }

    private void contents(
            ManifestDocument.Image image, FlatImage flat, Map<String, String> checksums)
            throws IOException, UnfitImageException {
        var places = flat.byPlace();
        for (var i = 0; i < image.layers().size(); i++) {
            var wanted = places.getOrDefault(i, Map.of());
            if (wanted.isEmpty()) {
                continue;
            }
            var blob = image.layers().get(i);
            reader.read(
                    layout.stream(blob),
                    blob.size(),
                    (entry, body) -> {
                        var paths = wanted.get(entry.number());
                        if (paths != null) {
                            take(paths, entry, body.read(), checksums);
                        }
                    });
        }
    }

    private void take(
            List<String> paths,
            LayerReader.Entry entry,
            byte[] bytes,
            Map<String, String> checksums)
            throws IOException {
        for (var path : paths) {
            var checksum = checksums.get(path);
            var ofPackage = checksum != null && OsDatabase.matches(bytes, checksum);
            if ((entry.mode() & SET_ID_BITS) != 0) {
                privileged.add(new Privileged(path, ofPackage));
            }
            if (ofPackage || OsDatabase.isPart(path)) {
                packageFiles++;
                continue;
            }
            if (checksum != null) {
                altered.add(path);
            }
            if (bytes.length > LARGE && isBinary(bytes) && !ZipReader.isJar(path, bytes)) {
                large.add(
                        new LargeFile(
                                path,
                                bytes.length,
                                Sha256.of(bytes).hex(),
                                Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, HEAD))));
                continue;
            }
            keep(path, bytes);
        }
    }

    private void keep(String path, byte[] bytes) throws IOException {
        keepOne(path, bytes);
        if (ZipReader.isJar(path, bytes) && path.endsWith(".jar")) {
            switch (new ZipReader(limits, Clock.systemUTC()).read(bytes, path)) {
                case ReadOutcome.Read(var tree) -> {
                    for (var inside : tree.files().entrySet()) {
                        keepOne(path + ZipReader.INSIDE + inside.getKey(), inside.getValue());
                    }
                    tree.hazards()
                            .forEach(
                                    each ->
                                            reader.hazard(
                                                    path + ZipReader.INSIDE + each.entry(),
                                                    each.problem()));
                }
                case ReadOutcome.Rejected(var reason) -> unread.put(path, reason);
            }
        }
    }

    private void keepOne(String path, byte[] bytes) throws IOException {
        var total = keptBytes += bytes.length;
        if (total > MOST_KEPT) {
            throw new IOException(
                    "what does not belong to its distribution's packages exceeds "
                            + (MOST_KEPT >> 20)
                            + " MB");
        }
        kept.put(prefix + path, bytes);
    }

    private static boolean isBinary(byte[] bytes) {
        for (var i = 0; i < HEAD; i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
