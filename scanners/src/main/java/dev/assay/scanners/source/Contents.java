package dev.assay.scanners.source;

import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The files of a source by what is in them. A name says nothing here, a place breaks ties. */
final class Contents {

    private final Map<String, byte[]> files;
    private final String directory;
    private final Map<Sha256, List<String>> byText = new HashMap<>();

    Contents(Map<String, byte[]> files, String directory) {
        this.files = files;
        this.directory = directory;
        files.forEach(
                (path, bytes) ->
                        byText.computeIfAbsent(key(bytes), key -> new ArrayList<>(1)).add(path));
    }

    /** The file of the source with the same text, or null. */
    @Nullable String same(String path, byte[] bytes) {
        var all = byText.getOrDefault(key(bytes), List.of());
        if (all.isEmpty()) {
            return null;
        }
        var place = place(path);
        if (place != null && all.contains(place)) {
            return place;
        }
        var name = "/" + name(path);
        return all.stream()
                .filter(each -> ("/" + each).endsWith(name))
                .findFirst()
                .orElse(all.getFirst());
    }

    boolean isIdentical(String inSource, byte[] bytes) {
        return Arrays.equals(files.get(inSource), bytes);
    }

    /** The file of the source at the same path, below the directory or else from the top. */
    @Nullable String place(String path) {
        var below = directory.isEmpty() ? path : directory + "/" + path;
        if (files.containsKey(below)) {
            return below;
        }
        // Python's distributions leave out the folder that a project keeps its code in.
        var inSrc = directory.isEmpty() ? "src/" + path : directory + "/src/" + path;
        return files.containsKey(inSrc) ? inSrc : null;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The same for two texts that differ in line ends, a byte order mark or blank ends alone. */
    private static Sha256 key(byte[] bytes) {
        for (var each : bytes) {
            if (each == 0) {
                return Sha256.of(bytes);
            }
        }
        var plain = new byte[bytes.length];
        var from = bytes.length > 2 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB ? 3 : 0;
        var count = 0;
        for (var at = from; at < bytes.length; at++) {
            if (bytes[at] != '\r' || at + 1 == bytes.length || bytes[at + 1] != '\n') {
                plain[count++] = bytes[at];
            }
        }
        while (count > 0 && plain[count - 1] == '\n') {
            count--;
        }
        return Sha256.of(Arrays.copyOf(plain, count));
    }
}
