package dev.assay.registry.tls;

import dev.assay.inventory.store.MisconfiguredException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/**
 * Where a certificate and its key lie.
 *
 * @param certificate {@code assay.tls.certificate}
 * @param key {@code assay.tls.key}
 */
record TlsFiles(Path certificate, Path key) {

    private static final int LARGEST = 1 << 20;

    /** What they hold. */
    record Text(String certificate, String key) {

        /** Never the key. */
        @Override
        public String toString() {
            return "a certificate and its key";
        }
    }

    /**
     * Reads both.
     *
     * @throws MisconfiguredException when one cannot be read, or others could read the key
     */
    Text read() {
        return new Text(
                read(certificate, "the certificate", "assay.tls.certificate"),
                read(held(), "the key", "assay.tls.key"));
    }

    private static String read(Path file, String what, String setting) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new MisconfiguredException(
                        what + " at " + file + " has more than 1 MB; correct " + setting);
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unreadable(file, what, setting, e);
        }
    }

    /** Whoever reads the key can answer in this service's name. */
    private Path held() {
        if (!key.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return key;
        }
        try {
            var permissions = Files.getPosixFilePermissions(key);
            var open =
                    EnumSet.of(
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE,
                            PosixFilePermission.GROUP_WRITE);
            open.retainAll(permissions);
            if (!open.isEmpty()) {
                throw new MisconfiguredException(
                        "the key at "
                                + key
                                + " is open to others on this machine ("
                                + PosixFilePermissions.toString(permissions)
                                + "), who could answer in this service's name; close it with chmod"
                                + " 600 (or 640 for a group), and have the certificate issued anew"
                                + " if somebody may have read it");
            }
            return key;
        } catch (IOException e) {
            throw unreadable(key, "the key", "assay.tls.key", e);
        }
    }

    private static MisconfiguredException unreadable(
            Path file, String what, String setting, IOException why) {
        var reason =
                switch (why) {
                    case NoSuchFileException none -> "there is none";
                    case AccessDeniedException denied -> "this user may not";
                    default -> why.toString();
                };
        return new MisconfiguredException(
                what
                        + " at "
                        + file
                        + " cannot be read ("
                        + reason
                        + "); let this user read it, or correct "
                        + setting,
                why);
    }
}
