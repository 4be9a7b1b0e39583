package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One walk over a file that shows every family the nodes it asks for. */
final class Walk {

    private final Map<Kind, List<FactFamily>> interested = new EnumMap<>(Kind.class);

    Walk(List<FactFamily> families) {
        for (var family : families) {
            for (var kind : family.kinds()) {
                interested.computeIfAbsent(kind, key -> new ArrayList<>()).add(family);
            }
        }
    }

    void over(Script script) {
        visit(new Place(script), script.top());
    }

    private void visit(Place place, Node node) {
        for (var family : interested.getOrDefault(node.kind(), List.of())) {
            family.look(place, node);
        }
        place.enter(node);
        switch (node) {
            case Fn fn -> {
                if (fn.body() != fn) {
                    visit(place, fn.body());
                }
            }
            case Cls cls -> {
                if (cls.heritage() != null) {
                    visit(place, cls.heritage());
                }
                visitAll(place, cls);
            }
            default -> visitAll(place, node);
        }
        place.leave();
    }

    private void visitAll(Place place, Node node) {
        for (var kid : node.kids()) {
            visit(place, kid);
        }
    }
}
