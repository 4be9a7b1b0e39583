package dev.assay.inventory.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner may read, from their first byte on. */
final class OwnFile {

    private OwnFile() {}

    static Path temporary(Path folder, String name) throws IOException {
        return Files.createTempFile(folder, name, ".part", mode(folder));
    }

    static void write(Path file, byte[] bytes) throws IOException {
        Files.createFile(file, mode(file));
        Files.write(file, bytes);
    }

    private static FileAttribute<?>[] mode(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
