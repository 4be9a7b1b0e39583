package dev.assay.scanners.changes;

import dev.assay.scanners.artifact.PackageTree;
import dev.assay.scanners.changes.ChangePlan.Span;
import dev.assay.scanners.changes.ChangePlan.Unit;
import dev.assay.scanners.changes.ChangedCode.ChangedFunction;
import dev.assay.scanners.changes.ChangedCode.Line;
import dev.assay.scanners.changes.ChangedCode.Side;
import dev.assay.scanners.finding.Change;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts the code of a plan out of two packages. Runs in the worker process. */
public final class CodeCutter {

    /** Characters of code in one document: some ten times what anybody reads in a sitting. */
    private static final int MOST_TEXT = 4_000_000;

    private final @Nullable PackageTree from;
    private final PackageTree to;
    private final Map<String, Optional<Source>> older = new HashMap<>();
    private final Map<String, Optional<Source>> newer = new HashMap<>();
    private int room = MOST_TEXT;

    private record Source(String text, LineIndex lines) {}

    /**
     * @param from the older package, or null where there is nothing to compare with
     */
    public CodeCutter(@Nullable PackageTree from, PackageTree to) {
        this.from = from;
        this.to = to;
    }

    public ChangedCode cut(ChangePlan plan) {
        var functions = new ArrayList<ChangedFunction>();
        var sameText = 0;
        for (var unit : plan.units()) {
            if (room <= 0) {
                break;
            }
            var function = function(unit);
            if (reads(function)) {
                functions.add(function);
            } else {
                sameText++;
            }
        }
        var files = ChangedFiles.between(from, to);
        return new ChangedCode(
                functions,
                plan.units().size() - functions.size() - sameText,
                sameText,
                files.listed(),
                files.beyond(),
                from == null ? List.of() : ManifestChanges.between(from, to));
    }

    /** A function can change with what it calls alone, which is shown where it stands. */
    private static boolean reads(ChangedFunction function) {
        var side = function.to();
        return function.change() != Change.CHANGED
                || !function.edits().isEmpty()
                || side == null
                || side.cut() != null;
    }

    private ChangedFunction function(Unit unit) {
        var before = shown(unit.from(), from, older);
        var now = shown(unit.to(), to, newer);
        var reflowed =
                before != null && before.text.isMinified() || now != null && now.text.isMinified();
        var lines =
                SideBySide.of(
                        before == null ? List.of() : before.lines(reflowed),
                        now == null ? List.of() : now.lines(reflowed));
        return new ChangedFunction(
                unit.print(),
                unit.from() == null
                        ? Change.ADDED
                        : unit.to() == null ? Change.REMOVED : Change.CHANGED,
                unit.topLevel(),
                side(unit.from(), before, lines.older()),
                side(unit.to(), now, lines.newer()),
                lines.edits(),
                reflowed);
    }

    private record Shown(ShownText text, LineIndex index) {
        List<Line> lines(boolean reflowed) {
            return Layout.of(text, index, reflowed);
        }
    }

    private @Nullable Shown shown(
            @Nullable Span span,
            @Nullable PackageTree tree,
            Map<String, Optional<Source>> sources) {
        if (span == null || tree == null) {
            return null;
        }
        var source = sources.computeIfAbsent(span.file(), file -> source(tree, file));
        if (source.isEmpty()) {
            return null;
        }
        var text = ShownText.of(source.get().text(), span);
        room -= text.text().length();
        return new Shown(text, source.get().lines());
    }

    private static Optional<Source> source(PackageTree tree, String file) {
        var bytes = tree.files().get(file);
        var text = bytes == null ? null : FileText.of(bytes);
        return text == null ? Optional.empty() : Optional.of(new Source(text, new LineIndex(text)));
    }

    private static @Nullable Side side(
            @Nullable Span span, @Nullable Shown shown, List<Line> lines) {
        if (span == null) {
            return null;
        }
        if (shown == null) {
            return new Side(
                    span.file(), span.name(), 0, 0, List.of(), "the file is not text any more");
        }
        var beyond = shown.text().beyond();
        return new Side(
                span.file(),
                span.name(),
                shown.index().line(span.end()),
                shown.index().column(span.end()),
                lines,
                beyond == 0
                        ? null
                        : beyond
                                + " characters more are not shown here; the file's raw difference"
                                + " has them");
    }
}
