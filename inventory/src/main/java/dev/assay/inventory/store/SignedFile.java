package dev.assay.inventory.store;

import dev.assay.scanners.attestation.SigningKey;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Bytes that a node writes for itself and believes again after a restart: one line with the format
 * and a signature in Base64, then what is signed. Whoever can write the file but does not have the
 * registry's key cannot have it believed.
 */
public final class SignedFile {

    private static final int LONGEST_FIRST_LINE = 300;

    private final Path file;
    private final String format;
    private final SigningKey key;

    /**
     * @param format without a space, with a number: {@code assay-gate-snapshot/2}. It is signed
     *     too, so that no file passes for one of another kind
     */
    public SignedFile(Path file, String format, SigningKey key) {
        this.file = file;
        this.format = format;
        this.key = key;
    }

    /**
     * Replaces the file; whoever reads it meanwhile, or after a power cut, sees the old or the new.
     */
    public void write(byte[] content) throws IOException {
        var directory = file.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        var temporary = Files.createTempFile(directory, "unfinished", null);
        try {
            try (var out = Files.newOutputStream(temporary)) {
                out.write(firstLine(content).getBytes(StandardCharsets.US_ASCII));
                out.write(content);
            }
            try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Reads the file.
     *
     * @return empty where there is none
     * @throws IOException when it cannot be read, is damaged, or was not signed with this key; the
     *     message says which file, and is for people
     */
    public Optional<byte[]> read() throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        var end = 0;
        while (end < Math.min(bytes.length, LONGEST_FIRST_LINE) && bytes[end] != '\n') {
            end++;
        }
        var line = new String(bytes, 0, end, StandardCharsets.US_ASCII).split(" ", 2);
        if (line.length != 2 || !line[0].equals(format)) {
            throw new IOException(file + " is not of the format " + format);
        }
        var content = Arrays.copyOfRange(bytes, Math.min(end + 1, bytes.length), bytes.length);
        if (!key.signedPlain(signed(content), signature(line[1]))) {
            throw new IOException(
                    file + " was altered, or signed with another key than this registry's");
        }
        return Optional.of(content);
    }

    @Override
    public String toString() {
        return file.toString();
    }

    private String firstLine(byte[] content) {
        var signature = Base64.getEncoder().encodeToString(key.signPlain(signed(content)));
        return format + " " + signature + "\n";
    }

    private byte[] signed(byte[] content) {
        var begin = (format + "\n").getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(begin, begin.length + content.length);
        System.arraycopy(content, 0, all, begin.length, content.length);
        return all;
    }

    private byte[] signature(String base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is damaged: its signature is no Base64", e);
        }
    }
}
