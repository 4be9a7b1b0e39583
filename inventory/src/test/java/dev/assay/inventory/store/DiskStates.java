package dev.assay.inventory.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The states that a power cut may leave, after each call of a process. A file's bytes are on the
 * disk for sure once it was forced, and a name once its folder was; until then they may be there,
 * be missing, or be zeros.
 */
final class DiskStates {

    /** Looks at a disk; {@code isDone} where the process had been told that all is kept. */
    interface Look {
        void at(Path disk, boolean isDone) throws Exception;
    }

    private static final class Content {
        private byte[] bytes = {};
        private int forced;
        private boolean isFolder;
    }

    private final List<DiskLog.Step> steps;
    private final Path place;
    private int seen;

    /**
     * @param place an empty folder, in which disks are made
     */
    DiskStates(List<DiskLog.Step> steps, Path place) {
        this.steps = steps;
        this.place = place;
    }

    int seen() {
        return seen;
    }

    void each(Look look) throws Exception {
        var now = new TreeMap<String, Content>();
        var forced = new TreeMap<String, Content>();
        var isDone = false;
        for (var step : steps) {
            var before = 0;
            if (step instanceof DiskLog.Step.Written(var path, var _)) {
                before = now.get(path).bytes.length;
            }
            apply(step, now, forced);
            if (step instanceof DiskLog.Step.Written(var path, var _)) {
                var whole = now.get(path).bytes;
                for (var cut = before; cut < whole.length; cut++) {
                    now.get(path).bytes = Arrays.copyOf(whole, cut);
                    look(now, false, false, isDone, look);
                }
                now.get(path).bytes = whole;
            }
            isDone |= step.equals(new DiskLog.Step.Folder(DiskLog.DONE));
            look(now, false, false, isDone, look);
            look(now, true, false, isDone, look);
            look(now, true, true, isDone, look);
            look(reachable(forced), true, false, isDone, look);
        }
    }

    private static void apply(
            DiskLog.Step step, Map<String, Content> now, Map<String, Content> forced) {
        switch (step) {
            case DiskLog.Step.Folder(var path) -> {
                var content = new Content();
                content.isFolder = true;
                now.put(path, content);
            }
            case DiskLog.Step.File(var path) -> now.putIfAbsent(path, new Content());
            case DiskLog.Step.Written(var path, var bytes) -> {
                var content = now.get(path);
                var length = content.bytes.length;
                content.bytes = Arrays.copyOf(content.bytes, length + bytes.length);
                System.arraycopy(bytes, 0, content.bytes, length, bytes.length);
            }
            case DiskLog.Step.Forced(var path) -> {
                var content = now.get(path);
                if (content != null && !content.isFolder) {
                    content.forced = content.bytes.length;
                    return;
                }
                forced.keySet().removeIf(each -> parent(each).equals(path));
                now.forEach(
                        (name, each) -> {
                            if (parent(name).equals(path)) {
                                forced.put(name, each);
                            }
                        });
            }
            case DiskLog.Step.Renamed(var from, var to) -> now.put(to, now.remove(from));
            case DiskLog.Step.Removed(var path) -> now.remove(path);
        }
    }

    /** What has a name in a folder that has one. */
    private static Map<String, Content> reachable(Map<String, Content> names) {
        var reachable = new TreeMap<String, Content>();
        names.forEach(
                (name, content) -> {
                    if (parent(name).isEmpty() || reachable.containsKey(parent(name))) {
                        reachable.put(name, content);
                    }
                });
        return reachable;
    }

    private void look(
            Map<String, Content> names,
            boolean onlyForced,
            boolean zeros,
            boolean isDone,
            Look look)
            throws Exception {
        var disk = Files.createDirectory(place.resolve("disk-" + ++seen));
        for (var each : names.entrySet()) {
            var content = each.getValue();
            var path = disk.resolve(each.getKey());
            if (content.isFolder) {
                Files.createDirectories(path);
                continue;
            }
            var bytes = onlyForced ? Arrays.copyOf(content.bytes, content.forced) : content.bytes;
            Files.write(path, zeros ? Arrays.copyOf(bytes, content.bytes.length) : bytes);
        }
        look.at(disk, isDone);
        remove(disk);
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static String parent(String path) {
        var slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
