package dev.assay.registry.export.schedule;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The folder that exports are written to. A file is there whole or not at all, and is called {@code
 * NAME-DATE-DIGEST.EXTENSION}; whatever else lies in the folder is left alone.
 */
final class ExportFolder {

    private static final int OF_THE_DIGEST = 12;

    private final Path folder;

    ExportFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes the bytes of a file. */
    @FunctionalInterface
    interface Content {

        void writeTo(OutputStream to) throws IOException;
    }

    /** What was done. */
    record Kept(String file, List<String> removed) {}

    Kept keep(
            String name, LocalDate day, Sha256 digest, String extension, int most, Content content)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString(), null, "the folder is not there");
        }
        var file =
                name
                        + "-"
                        + day
                        + "-"
                        + digest.hex().substring(0, OF_THE_DIGEST)
                        + (extension.isEmpty() ? "" : "." + extension);
        var unfinished = Files.createTempFile(folder, "." + name + "-", ".unfinished");
        try {
            try (var out = Files.newOutputStream(unfinished)) {
                content.writeTo(out);
            }
            Files.move(
                    unfinished,
                    folder.resolve(file),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        var old = files(name, extension).stream().skip(most).toList();
        for (var each : old) {
            Files.deleteIfExists(folder.resolve(each));
        }
        return new Kept(file, old);
    }

    /** The newest file of a name; empty where there is none, or the folder cannot be read. */
    Optional<String> newest(String name, String extension) {
        try {
            return files(name, extension).stream().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Ours alone, by day, the newest first; of one day the last that was written. */
    private List<String> files(String name, String extension) throws IOException {
        var ours =
                Pattern.compile(
                        Pattern.quote(name)
                                + "-\\d{4}-\\d{2}-\\d{2}-[0-9a-f]{"
                                + OF_THE_DIGEST
                                + "}"
                                + (extension.isEmpty() ? "" : Pattern.quote("." + extension)));
        try (var all = Files.list(folder)) {
            return all.filter(each -> ours.matcher(each.getFileName().toString()).matches())
                    .sorted(
                            Comparator.comparing(
                                            (Path each) -> day(name, each.getFileName().toString()))
                                    .thenComparing(ExportFolder::written)
                                    .reversed())
                    .map(each -> each.getFileName().toString())
                    .toList();
        }
    }

    private static String day(String name, String file) {
        return file.substring(name.length() + 1, name.length() + 11);
    }

    private static long written(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            // It went meanwhile.
            return 0;
        }
    }
}
