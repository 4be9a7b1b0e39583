package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.ClassOf;
import dev.assay.scanners.javascript.syntax.Cls;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which classes of the package extend which; found out when somebody first asks. */
final class Subclasses {

    private static final int MOST = 24;

    private final Evaluator evaluator;
    private final CodePackage code;
    private @Nullable Map<Cls, List<CodePackage.Child>> children;

    Subclasses(Evaluator evaluator, CodePackage code) {
        this.evaluator = evaluator;
        this.code = code;
    }

    /** The direct subclasses, the first ones where there are many. */
    List<CodePackage.Child> of(Cls parent) {
        var known = children;
        if (known == null) {
            known = new IdentityHashMap<>();
            // Asked for while it is made, it knows of none yet.
            children = known;
            for (var child : code.children()) {
                var heritage = child.cls().heritage();
                if (heritage != null) {
                    for (var value : evaluator.of(child.script(), heritage)) {
                        if (value instanceof ClassOf of) {
                            known.computeIfAbsent(of.cls(), key -> new ArrayList<>(2)).add(child);
                        }
                    }
                }
            }
        }
        var found = known.getOrDefault(parent, List.of());
        return found.size() > MOST ? found.subList(0, MOST) : found;
    }
}
