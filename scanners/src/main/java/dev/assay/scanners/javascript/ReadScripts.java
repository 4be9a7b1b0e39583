package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files that were read for the packages before, so that a version which keeps a file costs no
 * second reading of it. A {@link Script} is a function of its name and bytes alone and nothing
 * changes it, so what is found here is what reading would give.
 */
final class ReadScripts {

    /** Name and content. A package chooses both, so the bytes themselves are compared. */
    record Key(String file, byte[] content) {

        static Key of(String file, byte[] bytes) {
            return new Key(file, bytes);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && file.equals(key.file)
                    && Arrays.equals(content, key.content);
        }

        @Override
        public int hashCode() {
            return 31 * file.hashCode() + content.length;
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private record Kept(Script script, long bytes) {}

    private final long mostBytes;

    /** The longest unused first. */
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;
    private long newBytes;

    /**
     * @param mostBytes how many bytes of source to keep; a tree takes about ten times as many
     */
    ReadScripts(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized @Nullable Script find(Key key) {
        var found = kept.get(key);
        return found == null ? null : found.script();
    }

    /**
     * Keeps what fits. What was kept before stays, as the package being read may still ask for it.
     */
    synchronized void keep(Key key, Script script, long size) {
        if (newBytes + size <= mostBytes && kept.put(key, new Kept(script, size)) == null) {
            newBytes += size;
            bytes += size;
        }
    }

    /** Ends a package: lets go of what was not asked for longest, until the rest fits. */
    synchronized void settle() {
        newBytes = 0;
        var entries = kept.values().iterator();
        while (bytes > mostBytes && entries.hasNext()) {
            bytes -= entries.next().bytes();
            entries.remove();
        }
    }
}
