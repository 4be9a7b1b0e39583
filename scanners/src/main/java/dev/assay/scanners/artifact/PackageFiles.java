package dev.assay.scanners.artifact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a package as npm would put them on disk, by the path inside the package. */
public final class PackageFiles {

    private static final int SET_ID_BITS = 06000;

    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Map<String, String> byFoldedName = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Hazards hazards;

    public PackageFiles(Hazards hazards) {
        this.hazards = hazards;
    }

    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** Adds a file; where there is one of that path already, the later one counts, as for npm. */
    public void add(String path, byte[] bytes, int mode) {
        var before = files.put(path, bytes);
        // The same bytes twice mean the same to every reader.
        if (before != null && !Arrays.equals(before, bytes)) {
            hazards.add(
                    path, "stands in the archive twice with different bytes; the last one counts");
        }
        if ((mode & SET_ID_BITS) != 0) {
            hazards.add(path, "would run with its owner's rights (set-user-id)");
        }
        reportCollision(path, bytes);
        reportFolderConflict(path);
        reportOddName(path);
    }

    private void reportCollision(String path, byte[] bytes) {
        var folded = path.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT);
        var other = byFoldedName.put(folded, path);
        if (other != null
                && !other.equals(path)
                && !Arrays.equals(files.getOrDefault(other, new byte[0]), bytes)) {
            hazards.add(
                    path,
                    "differs from '"
                            + Hazards.printable(other)
                            + "' in case alone; which one counts depends on the machine");
        }
    }

    private void reportFolderConflict(String path) {
        for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var folder = path.substring(0, slash);
            folders.add(folder);
            if (files.containsKey(folder)) {
                hazards.add(path, "lies in '" + Hazards.printable(folder) + "', which is a file");
            }
        }
        if (folders.contains(path)) {
            hazards.add(path, "is a file where other entries have a folder");
        }
    }

    private void reportOddName(String path) {
        if (path.codePoints().anyMatch(Hazards::isInvisible)) {
            hazards.add(path, "its name has characters that cannot be seen");
        }
        if (path.indexOf('\\') >= 0) {
            hazards.add(path, "its name has a backslash, which is a folder on Windows");
        }
        if (path.indexOf('\uFFFD') >= 0) {
            hazards.add(path, "its name is not UTF-8");
        }
    }
}
