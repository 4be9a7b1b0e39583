package dev.assay.web.page;

import dev.assay.scanners.changes.ChangedCode;
import dev.assay.scanners.changes.ChangedCode.ChangedFunction;
import dev.assay.scanners.changes.ChangedCode.Line;
import dev.assay.scanners.changes.ChangedCode.Side;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which finding stands at which line of the code that is shown. */
final class Pins {

    private final ChangedCode code;

    /** By function and line. */
    private final Map<Integer, Map<Integer, List<CodeView.Pin>>> pinned = new HashMap<>();

    private final Map<Integer, Integer> rank = new HashMap<>();

    /**
     * @param release the package URL whose code is shown; findings of other packages stand
     *     elsewhere
     * @param findings most severe first
     */
    Pins(ChangedCode code, String release, List<Finding> findings) {
        this.code = code;
        for (var place = 0; place < findings.size(); place++) {
            var finding = findings.get(place);
            var pin = new CodeView.Pin(finding.id(), Words.of(finding.severity()), finding.title());
            for (var evidence : finding.evidence()) {
                if (evidence.packageUrl().equals(release) && evidence.line() > 0) {
                    pin(evidence, pin, place);
                }
            }
        }
    }

    /** The findings of a function, each once. */
    List<CodeView.Pin> of(int function) {
        return lines(function).values().stream().flatMap(List::stream).distinct().toList();
    }

    Map<Integer, List<CodeView.Pin>> lines(int function) {
        return pinned.getOrDefault(function, Map.of());
    }

    /** Functions with findings first, the most severe ahead; the rest by file and place. */
    List<Integer> order() {
        return IntStream.range(0, code.functions().size())
                .boxed()
                .sorted(
                        Comparator.comparingInt(
                                        (Integer index) ->
                                                rank.getOrDefault(index, Integer.MAX_VALUE))
                                .thenComparing(index -> side(index).file())
                                .thenComparingInt(index -> start(side(index)).number())
                                .thenComparingInt(index -> start(side(index)).column()))
                .toList();
    }

    private void pin(Evidence at, CodeView.Pin pin, int place) {
        var function = -1;
        for (var index = 0; index < code.functions().size(); index++) {
            var candidate = code.functions().get(index);
            if (holds(candidate, at) && (function < 0 || isNearer(candidate, function))) {
                function = index;
            }
        }
        if (function < 0) {
            return;
        }
        var to = code.functions().get(function).to();
        var line = to == null ? -1 : line(to, at);
        if (line >= 0) {
            var pins =
                    pinned.computeIfAbsent(function, key -> new LinkedHashMap<>())
                            .computeIfAbsent(line, key -> new ArrayList<>());
            if (!pins.contains(pin)) {
                pins.add(pin);
            }
            rank.merge(function, place, Math::min);
        }
    }

    private static boolean holds(ChangedFunction function, Evidence at) {
        var side = function.to();
        if (side == null || side.lines().isEmpty() || !side.file().equals(at.file())) {
            return false;
        }
        var first = side.lines().getFirst();
        return (at.line() > first.number()
                        || at.line() == first.number() && column(at) >= first.column())
                && (at.line() < side.endLine()
                        || at.line() == side.endLine()
                                && (at.column() == 0 || at.column() <= side.endColumn()))
                && (!function.topLevel() || at.function() == null);
    }

    private boolean isNearer(ChangedFunction candidate, int known) {
        var one = start(candidate.shown());
        var other = start(side(known));
        return code.functions().get(known).topLevel()
                || one.number() > other.number()
                || one.number() == other.number() && one.column() > other.column();
    }

    /** The last line that begins at or before the place. */
    private static int line(Side side, Evidence at) {
        var found = -1;
        for (var index = 0; index < side.lines().size(); index++) {
            var line = side.lines().get(index);
            if (line.number() < at.line()
                    || line.number() == at.line() && line.column() <= column(at)) {
                found = index;
            }
        }
        return found;
    }

    /** A finding without a column means the whole line. */
    private static int column(Evidence at) {
        return at.column() == 0 ? Integer.MAX_VALUE : at.column();
    }

    private Side side(int function) {
        return code.functions().get(function).shown();
    }

    private static Line start(Side side) {
        return side.lines().isEmpty() ? new Line(0, 0, "", List.of()) : side.lines().getFirst();
    }

    /** The line of a place in a function, or -1. */
    static int lineAt(@Nullable Side side, int number, int column, String text) {
        if (side == null) {
            return -1;
        }
        var same = -1;
        for (var index = 0; index < side.lines().size(); index++) {
            var line = side.lines().get(index);
            if (line.text().strip().equals(text.strip())) {
                if (line.number() == number && line.column() == column) {
                    return index;
                }
                same = index;
            }
        }
        return same;
    }
}
