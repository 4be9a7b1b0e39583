package dev.assay.scanners.delta;

import dev.assay.scanners.closure.DependencyPaths;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.ClosureDelta.Role;
import dev.assay.scanners.delta.ClosureDelta.Seen;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of the dependencies themselves: which came, moved, changed and went, how each is
 * reached, and what it does. Where a manifest's finding speaks of the dependency already, that one
 * is told more instead.
 */
final class DependencyNotes {

    private record Note(
            Change change,
            LockedPackage locked,
            Severity severity,
            String title,
            @Nullable String summary) {}

    private final DependencyPaths paths;
    private final Map<String, Note> notes = new LinkedHashMap<>();

    DependencyNotes(ClosureChange change, DependencyPaths paths, List<Seen> parts) {
        this.paths = paths;
        for (var seen : parts) {
            var locked = seen.part().to();
            var from = seen.part().from();
            if (seen.part().role() == Role.ARRIVED) {
                note(Change.ADDED, locked, Severity.LOW, name(locked) + " comes along", seen);
            } else if (seen.part().role() == Role.PRESENT) {
                note(Change.PRESENT, locked, Severity.INFO, name(locked) + " comes along", seen);
            } else if (seen.part().role() == Role.REPLACED && from != null) {
                var title =
                        "The dependency "
                                + locked.purl().packageName()
                                + " went from "
                                + from.purl().version()
                                + " to "
                                + locked.purl().version()
                                + ", with "
                                + seen.delta().coverage().newFunctions()
                                + " of "
                                + seen.delta().coverage().functions()
                                + " functions new";
                note(Change.CHANGED, locked, Severity.INFO, title, seen);
            }
        }
        for (var moved : change.moved()) {
            var title = name(moved) + " is known, and now also stands in " + moved.path();
            notes.putIfAbsent(
                    moved.purl().packageName(),
                    new Note(Change.CHANGED, moved, Severity.INFO, title, null));
        }
        for (var gone : change.gone()) {
            var title = name(gone) + " no longer comes along";
            notes.putIfAbsent(
                    gone.purl().packageName(),
                    new Note(Change.REMOVED, gone, Severity.INFO, title, null));
        }
    }

    private void note(
            Change change, LockedPackage locked, Severity severity, String title, Seen seen) {
        notes.putIfAbsent(
                locked.purl().packageName(),
                new Note(change, locked, severity, title, seen.summary()));
    }

    /** The findings, with the notes worked in. */
    List<Finding> added(List<Finding> findings) {
        var open = new HashMap<>(notes);
        var result = new ArrayList<Finding>();
        for (var finding : findings) {
            var note = isOfDependency(finding) ? notes.get(finding.value()) : null;
            if (note == null) {
                result.add(finding);
            } else {
                open.remove(finding.value());
                result.add(Findings.detailed(finding, detail(note, finding.detail())));
            }
        }
        new TreeMap<>(open).forEach((name, note) -> result.add(finding(name, note)));
        return result;
    }

    private static boolean isOfDependency(Finding finding) {
        return finding.kind() == FindingKind.DEPENDENCY_ADDED
                || finding.kind() == FindingKind.DEPENDENCY_REMOVED;
    }

    private Finding finding(String name, Note note) {
        var kind =
                note.change() == Change.REMOVED
                        ? FindingKind.DEPENDENCY_REMOVED
                        : FindingKind.DEPENDENCY_ADDED;
        var title = note.title() + (note.summary() == null ? "" : "; it " + note.summary());
        return new Finding(
                Findings.id(kind, note.change(), name, ""),
                kind,
                note.change(),
                note.severity(),
                name,
                title,
                true,
                Via.PLAIN,
                List.of(),
                detail(note, Map.of()));
    }

    private Map<String, Object> detail(Note note, Map<String, Object> known) {
        var detail = new TreeMap<>(known);
        detail.put("resolved", note.locked().purl().toString());
        if (note.change() != Change.REMOVED) {
            detail.put("path", String.join(" > ", paths.to(note.locked())));
        }
        if (note.summary() != null) {
            detail.put("summary", note.summary());
        }
        return detail;
    }

    private static String name(LockedPackage locked) {
        return locked.purl().packageName() + " " + locked.purl().version();
    }
}
