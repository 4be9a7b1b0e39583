package dev.assay.inventory.store;

import dev.assay.scanners.attestation.SigningKey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** What is written while the power is cut; run in a process of its own. */
final class PowerCutWrites {

    static final String FORMAT = "assay-power-cut/1";

    private PowerCutWrites() {}

    /**
     * @param arguments what to write, where, and the file for a key
     */
    public static void main(String[] arguments) throws IOException {
        System.out.println("begun");
        var disk = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "blob" -> new FileBlobStore(disk).put(content(1, 1500));
            case "snapshot" -> {
                var key = SigningKey.make();
                Files.writeString(Path.of(arguments[2]), key.secretPem());
                var file = new SignedFile(disk.resolve("known"), FORMAT, key);
                file.write(content(2, 700));
                file.write(content(3, 900));
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        // Whoever called was told that it is kept.
        Files.createDirectory(disk.resolve(DiskLog.DONE));
    }

    static byte[] content(int number, int size) {
        var bytes = new byte[size];
        new Random(number).nextBytes(bytes);
        return bytes;
    }
}
