package dev.assay.inventory.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until something outlives a power cut. */
final class OnDisk {

    private OnDisk() {}

    /** The bytes of a file. */
    static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The names in a folder: a rename is on disk only once its folder is. */
    static void forceNames(Path folder) {
        try {
            force(folder);
        } catch (IOException e) {
            // Windows refuses to open folders and orders renames itself.
        }
    }
}
