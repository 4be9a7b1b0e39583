package dev.assay.registry.attestation;

import dev.assay.inventory.store.MisconfiguredException;
import dev.assay.scanners.attestation.SigningKey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/** Where the private key lies, readable for the service's own user alone. */
final class KeyFile {

    private static final String OWNER_ALONE = "rw-------";

    private KeyFile() {}

    /**
     * Reads a key.
     *
     * @throws MisconfiguredException when there is none, or everybody on the machine could read it
     */
    static SigningKey read(Path file) {
        try {
            hold(file);
            return SigningKey.read(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new MisconfiguredException(
                    "the key for attestations at "
                            + file
                            + " cannot be used: "
                            + e.getMessage()
                            + "; put the right file there, or correct assay.attestation.key",
                    e);
        } catch (IOException e) {
            throw new MisconfiguredException(
                    "the key for attestations at "
                            + file
                            + " cannot be read ("
                            + (e instanceof NoSuchFileException ? "there is none" : e.toString())
                            + "); let this user read it, or correct assay.attestation.key",
                    e);
        }
    }

    /** Whoever reads it can sign any approval. */
    private static void hold(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        var open =
                EnumSet.of(
                        PosixFilePermission.OTHERS_READ,
                        PosixFilePermission.OTHERS_WRITE,
                        PosixFilePermission.GROUP_WRITE);
        open.retainAll(Files.getPosixFilePermissions(file));
        if (!open.isEmpty()) {
            throw new MisconfiguredException(
                    "the key for attestations at "
                            + file
                            + " is open to others on this machine ("
                            + PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                            + "), who could sign approvals with it; close it with chmod 600, and"
                            + " replace it if somebody may have read it");
        }
    }

    /** Reads the key, and makes one where there is none yet. */
    static SigningKey readOrMake(Path file) {
        if (Files.exists(file)) {
            return read(file);
        }
        try {
            make(file);
        } catch (FileAlreadyExistsException e) {
            // Another node was quicker, and its key is as good.
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("a key for attestations cannot be kept", e);
        }
        return read(file);
    }

    /** Writes the public keys beside it, for everybody to read. */
    static void show(Path file, String keys) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(temporary, keys);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the public keys for attestations", e);
        }
    }

    private static void make(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var temporary =
                Files.createTempFile(
                        file.toAbsolutePath().getParent(), "key", null, ownerAlone(file));
        try {
            Files.writeString(temporary, SigningKey.make().secretPem(), StandardCharsets.US_ASCII);
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            // A link, since a move would replace the key that another node has just made.
            try {
                Files.createLink(file, temporary);
            } catch (UnsupportedOperationException e) {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static FileAttribute<?>[] ownerAlone(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(OWNER_ALONE))
                }
                : new FileAttribute<?>[0];
    }
}
