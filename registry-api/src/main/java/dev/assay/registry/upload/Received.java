package dev.assay.registry.upload;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A file as it came, on our disk.
 *
 * @param file under the name that it was handed in by
 * @param integrity its SHA-512
 */
record Received(Path file, Sha256 sha256, Integrity integrity, long size) {

    private static final int CHUNK = 1 << 16;

    /** More came than may come. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuchException() {
            super("more came than may come");
        }
    }

    /** Whoever sends broke off; nobody's disk is to blame. */
    static final class BrokenOffException extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    static Received read(InputStream in, Path file, long most) throws IOException {
        var sha256 = Sha256.newDigest();
        var sha512 = sha512();
        var size = 0L;
        var chunk = new byte[CHUNK];
        try (var out = Files.newOutputStream(file)) {
            for (var read = next(in, chunk); read >= 0; read = next(in, chunk)) {
                size += read;
                if (size > most) {
                    throw new TooMuchException();
                }
                sha256.update(chunk, 0, read);
                sha512.update(chunk, 0, read);
                out.write(chunk, 0, read);
            }
        }
        return new Received(
                file, Sha256.ofDigest(sha256.digest()), Integrity.ofSha512(sha512.digest()), size);
    }

    private static int next(InputStream in, byte[] chunk) throws IOException {
        try {
            return in.read(chunk);
        } catch (IOException e) {
            throw new BrokenOffException(e);
        }
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
    }
}
