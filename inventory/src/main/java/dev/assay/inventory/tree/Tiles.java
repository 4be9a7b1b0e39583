package dev.assay.inventory.tree;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a growing tree into tiles (c2sp.org/tlog-tiles): 256 hashes of one level each, and those of
 * the entries themselves. Each is told once it is whole, and what is left over at the end.
 */
public final class Tiles {

    private static final int WIDTH = 256;

    /** Takes a tile. */
    @FunctionalInterface
    public interface Sink {

        /**
         * @param path below the log's prefix, as {@code tile/0/x001/067}
         */
        void take(String path, byte[] bytes) throws IOException;
    }

    private static final class Level {

        private final List<byte[]> hashes = new ArrayList<>(WIDTH);
        private long index;
    }

    private final Sink sink;
    private final List<Level> levels = new ArrayList<>();
    private final List<byte[]> entries = new ArrayList<>(WIDTH);

    public Tiles(Sink sink) {
        this.sink = sink;
    }

    /** Adds the next entry. */
    public void add(byte[] entry) throws IOException {
        entries.add(entry);
        add(0, MerkleTree.leaf(entry));
    }

    private void add(int number, byte[] hash) throws IOException {
        if (levels.size() == number) {
            levels.add(new Level());
        }
        var level = levels.get(number);
        level.hashes.add(hash);
        if (level.hashes.size() == WIDTH) {
            sink.take("tile/" + number + "/" + path(level.index), joined(level.hashes));
            if (number == 0) {
                sink.take("tile/entries/" + path(level.index), bundle());
                entries.clear();
            }
            var above = new MerkleTree();
            level.hashes.forEach(above::add);
            level.hashes.clear();
            level.index++;
            add(number + 1, above.root());
        }
    }

    /** Tells those that are not whole. */
    public void end() throws IOException {
        for (var number = 0; number < levels.size(); number++) {
            var level = levels.get(number);
            if (!level.hashes.isEmpty()) {
                var partial = path(level.index) + ".p/" + level.hashes.size();
                sink.take("tile/" + number + "/" + partial, joined(level.hashes));
                if (number == 0) {
                    sink.take("tile/entries/" + partial, bundle());
                }
            }
        }
    }

    /** 1234067 as {@code x001/x234/067}. */
    static String path(long index) {
        var path = "%03d".formatted(index % 1000);
        for (var rest = index / 1000; rest > 0; rest /= 1000) {
            path = "x%03d/%s".formatted(rest % 1000, path);
        }
        return path;
    }

    private byte[] bundle() {
        var out = new ByteArrayOutputStream();
        for (var entry : entries) {
            out.write(entry.length >>> 8);
            out.write(entry.length);
            out.writeBytes(entry);
        }
        return out.toByteArray();
    }

    private static byte[] joined(List<byte[]> hashes) {
        var out = new ByteArrayOutputStream(32 * hashes.size());
        hashes.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
