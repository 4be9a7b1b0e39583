package dev.assay.web.page;

import dev.assay.scanners.changes.ChangedCode;
import dev.assay.scanners.changes.ChangedCode.ChangedFile;
import dev.assay.scanners.changes.ChangedCode.State;
import dev.assay.scanners.changes.Changes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a release as a tree of folders, with what became of each and what was read of it.
 */
final class FileViews {

    private FileViews() {}

    static List<CodeView.Folder> of(
            CodeViews.Material material, Changes changes, ChangedCode code) {
        var unread = new HashMap<String, String>();
        changes.unread().forEach(each -> unread.put(each.file(), each.reason()));
        var folders = new TreeMap<String, List<ChangedFile>>();
        for (var file : code.files()) {
            var slash = file.path().lastIndexOf('/');
            var folder = slash < 0 ? "" : file.path().substring(0, slash + 1);
            folders.computeIfAbsent(folder, key -> new ArrayList<>()).add(file);
        }
        return folders.entrySet().stream()
                .map(entry -> folder(entry, material, unread, changes.from() != null))
                .toList();
    }

    /** How many files there are, and how many changed. */
    static String summary(ChangedCode code, boolean compared) {
        if (!compared) {
            return Words.count(code.files().size() + code.filesCut(), "file", "files");
        }
        var counts = new HashMap<State, Integer>();
        code.files().forEach(file -> counts.merge(file.state(), 1, Integer::sum));
        return String.format(
                Locale.UK,
                "%,d added, %,d changed, %,d removed, %,d as before%s",
                counts.getOrDefault(State.ADDED, 0),
                counts.getOrDefault(State.CHANGED, 0),
                counts.getOrDefault(State.REMOVED, 0),
                counts.getOrDefault(State.SAME, 0),
                code.filesCut() == 0
                        ? ""
                        : String.format(Locale.UK, "; %,d more are not listed", code.filesCut()));
    }

    private static CodeView.Folder folder(
            Map.Entry<String, List<ChangedFile>> entry,
            CodeViews.Material material,
            Map<String, String> unread,
            boolean compared) {
        var files = entry.getValue();
        var changed = files.stream().filter(file -> file.state() != State.SAME).count();
        var missed = files.stream().filter(file -> unread.containsKey(file.path())).count();
        return new CodeView.Folder(
                entry.getKey().isEmpty() ? "(the package itself)" : entry.getKey(),
                Words.count(files.size(), "file", "files")
                        + (changed == 0 || !compared ? "" : ", " + changed + " changed")
                        + (missed == 0 ? "" : ", " + missed + " not read"),
                compared && changed > 0 || missed > 0,
                files.stream().map(file -> file(file, material, unread, compared)).toList());
    }

    private static CodeView.File file(
            ChangedFile file,
            CodeViews.Material material,
            Map<String, String> unread,
            boolean compared) {
        var path = file.path();
        var reason = unread.get(path);
        var query =
                "file="
                        + URLEncoder.encode(path, StandardCharsets.UTF_8)
                        + (material.query().isEmpty() ? "" : "&" + material.query());
        return new CodeView.File(
                path.substring(path.lastIndexOf('/') + 1),
                compared ? css(file.state()) : "same",
                compared ? words(file.state()) : "",
                size(file),
                reason == null ? (isCode(path) ? "read" : "no code") : "not read: " + reason,
                reason != null,
                file.state() == State.SAME ? null : material.base() + "/difference?" + query);
    }

    private static boolean isCode(String path) {
        return path.endsWith(".js") || path.endsWith(".mjs") || path.endsWith(".cjs");
    }

    private static String css(State state) {
        return switch (state) {
            case ADDED -> "add";
            case CHANGED -> "mod";
            case REMOVED -> "gone";
            case SAME -> "same";
        };
    }

    private static String words(State state) {
        return switch (state) {
            case ADDED -> "new";
            case CHANGED -> "changed";
            case REMOVED -> "gone";
            case SAME -> "";
        };
    }

    private static String size(ChangedFile file) {
        var before = file.before();
        var now = file.now();
        if (before != null && now != null && !before.equals(now)) {
            return bytes(before) + " → " + bytes(now);
        }
        return bytes(now == null ? (before == null ? 0 : before) : now);
    }

    private static String bytes(int bytes) {
        return bytes < 1_000
                ? bytes + " B"
                : String.format(
                        Locale.UK, bytes < 100_000 ? "%,.1f kB" : "%,.0f kB", bytes / 1_000.0);
    }
}
