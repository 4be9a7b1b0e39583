package dev.assay.scanners.artifact.pypi;

import dev.assay.scanners.artifact.BoundedInputStream;
import dev.assay.scanners.artifact.LimitExceededException;
import dev.assay.scanners.coordinates.PythonName;

import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Finds the metadata in a file. Nothing else of it is unpacked. */
public final class PackedMetadata {

    private static final Pattern WHEEL = Pattern.compile("([^/]+)-([^/-]+)\\.dist-info/METADATA");
    private static final Pattern SOURCES = Pattern.compile("[^/]+/PKG-INFO");

    /** What became of looking. */
    public sealed interface Outcome {

        record Found(CoreMetadata metadata) implements Outcome {}

        /** There are none that could be read; the reason is made for people. */
        record None(String reason) implements Outcome {}
    }

    private PackedMetadata() {}

    /**
     * Reads those of a file.
     *
     * @param project the package's name in its normal spelling
     */
    public static Outcome read(
            Path file, DistributionFile name, String project, PypiLimits limits) {
        try {
            return name.fileName().endsWith(".whl") || name.fileName().endsWith(".zip")
                    ? zipped(file, name, project, limits)
                    : tarred(file, name, limits);
        } catch (LimitExceededException e) {
            return new Outcome.None(name.fileName() + " is not read: " + e.getMessage());
        } catch (IOException | IllegalArgumentException e) {
            return new Outcome.None(name.fileName() + " is damaged: " + e.getMessage());
        }
    }

    private static Outcome zipped(
            Path file, DistributionFile name, String project, PypiLimits limits)
            throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            var found = new ArrayList<ZipEntry>();
            for (var entry : Collections.list(zip.entries())) {
                if (isMetadata(entry.getName(), name, project)) {
                    found.add(entry);
                }
            }
            if (found.size() != 1) {
                return new Outcome.None(
                        name.fileName() + " has " + found.size() + " metadata, and it needs one");
            }
            try (var in = zip.getInputStream(found.getFirst())) {
                return new Outcome.Found(metadata(in, limits));
            }
        }
    }

    private static boolean isMetadata(String path, DistributionFile name, String project) {
        if (!name.isWheel()) {
            return SOURCES.matcher(path).matches();
        }
        var form = WHEEL.matcher(path);
        return form.matches() && PythonName.normal(form.group(1)).equals(project);
    }

    private static Outcome tarred(Path file, DistributionFile name, PypiLimits limits)
            throws IOException {
        try (var in = Files.newInputStream(file);
                var tar =
                        new TarArchiveInputStream(
                                new BoundedInputStream(
                                        new GZIPInputStream(in),
                                        limits.unpacked(),
                                        "what it unpacks to"))) {
            @Nullable CoreMetadata found = null;
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile() && SOURCES.matcher(entry.getName()).matches()) {
                    found = metadata(tar, limits);
                    break;
                }
            }
            return found == null
                    ? new Outcome.None(name.fileName() + " has no PKG-INFO")
                    : new Outcome.Found(found);
        }
    }

    private static CoreMetadata metadata(InputStream in, PypiLimits limits) throws IOException {
        var bytes = in.readNBytes(limits.metadata() + 1);
        if (bytes.length > limits.metadata()) {
            throw new LimitExceededException("its metadata exceed " + limits.metadata() + " bytes");
        }
        return CoreMetadata.parse(bytes);
    }
}
