package dev.assay.scanners.changes;

import dev.assay.scanners.changes.ChangePlan.Hole;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions of a version by where they stand. */
final class FunctionSpans {

    /** A shorter function that did not change is shown: what is around it reads better so. */
    private static final int WORTH_A_HOLE = 1_500;

    private final Map<String, List<FunctionPrint>> byFile = new HashMap<>();
    private final Set<FunctionPrint> changed;

    FunctionSpans(Profile profile, Set<FunctionPrint> changed) {
        this.changed = changed;
        for (var function : profile.functions()) {
            byFile.computeIfAbsent(function.file(), file -> new ArrayList<>()).add(function);
        }
        byFile.values()
                .forEach(
                        functions ->
                                functions.sort(
                                        Comparator.comparingInt(FunctionPrint::start)
                                                .thenComparing(
                                                        Comparator.comparingInt(FunctionPrint::end)
                                                                .reversed())));
    }

    /** The functions directly in one that are not to be shown with it. */
    List<Hole> holes(FunctionPrint around) {
        var functions = byFile.getOrDefault(around.file(), List.of());
        var isTop = around.shape().isEmpty();
        var holes = new ArrayList<Hole>();
        for (var at = first(functions, around.start()); at < functions.size(); ) {
            var inner = functions.get(at);
            if (inner.start() >= around.end()) {
                break;
            }
            var next = after(functions, at, inner.end());
            if (inner.equals(around) || inner.end() > around.end() || inner.shape().isEmpty()) {
                at++;
                continue;
            }
            if (isTop || isLong(inner) && noneChanged(functions.subList(at, next))) {
                holes.add(new Hole(inner.start(), inner.end()));
            }
            at = next;
        }
        return holes;
    }

    private static boolean isLong(FunctionPrint function) {
        return function.end() - function.start() > WORTH_A_HOLE;
    }

    private boolean noneChanged(List<FunctionPrint> functions) {
        return functions.stream().noneMatch(changed::contains);
    }

    private static int first(List<FunctionPrint> functions, int start) {
        var low = 0;
        var high = functions.size();
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (functions.get(middle).start() < start) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int after(List<FunctionPrint> functions, int at, int end) {
        var next = at + 1;
        while (next < functions.size() && functions.get(next).start() < end) {
            next++;
        }
        return next;
    }
}
