package dev.assay.scanners.changes;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.changes.ChangedCode.ChangedFile;
import dev.assay.scanners.changes.ChangedCode.State;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Which files two packages have, and which of them differ. */
record ChangedFiles(List<ChangedFile> listed, int beyond) {

    /** What is beyond is counted; what changed is listed first. */
    private static final int MOST = 5_000;

    static ChangedFiles between(@Nullable PackageTree from, PackageTree to) {
        var paths = new TreeSet<>(to.files().keySet());
        if (from != null) {
            paths.addAll(from.files().keySet());
        }
        var all = new ArrayList<ChangedFile>();
        for (var path : paths) {
            all.add(file(path, from == null ? null : from.files().get(path), to.files().get(path)));
        }
        if (all.size() <= MOST) {
            return new ChangedFiles(all, 0);
        }
        all.sort(
                Comparator.comparing((ChangedFile file) -> file.state() == State.SAME)
                        .thenComparing(ChangedFile::path));
        var listed = new ArrayList<>(all.subList(0, MOST));
        listed.sort(Comparator.comparing(ChangedFile::path));
        return new ChangedFiles(listed, all.size() - MOST);
    }

    private static ChangedFile file(String path, byte @Nullable [] before, byte @Nullable [] now) {
        var state =
                before == null
                        ? State.ADDED
                        : now == null
                                ? State.REMOVED
                                : Arrays.equals(before, now) ? State.SAME : State.CHANGED;
        return new ChangedFile(
                path,
                state,
                before == null ? null : before.length,
                now == null ? null : now.length);
    }
}
