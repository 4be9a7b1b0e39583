package dev.assay.inventory.store;

import dev.assay.scanners.coordinates.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a blob store does on a disk of one megabyte; run in a process of its own. */
final class FullDisk {

    private FullDisk() {}

    public static void main(String[] arguments) throws IOException {
        var disk = Path.of(arguments[0]);
        var blobs = new FileBlobStore(disk);
        var ballast = Files.write(disk.resolve("ballast"), new byte[700 << 10]);
        System.out.println("full disk tried");
        var large = new byte[600 << 10];
        try {
            blobs.put(large);
            System.out.println("it was not refused");
        } catch (IOException e) {
            System.out.println("refused: " + e.getMessage());
        }
        System.out.println(
                "kept of the refused: "
                        + (blobs.file(Sha256.of(large)).isPresent() ? "something" : "nothing"));
        try (var left = Files.list(disk.resolve("unfinished"))) {
            System.out.println("unfinished: " + left.count());
        }
        Files.delete(ballast);
        blobs.put(large);
        System.out.println(
                "after making room: "
                        + (blobs.read(Sha256.of(large)).isPresent() ? "kept" : "not kept"));
    }
}
