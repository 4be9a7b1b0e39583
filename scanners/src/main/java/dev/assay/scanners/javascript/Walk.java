package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.List;

/** One walk over a file that shows every family the nodes it asks for. */
final class Walk {

    private final FactFamily[][] interested = new FactFamily[Kind.values().length][];

    Walk(List<FactFamily> families) {
        for (var kind : Kind.values()) {
            interested[kind.ordinal()] =
                    families.stream()
                            .filter(family -> family.kinds().contains(kind))
                            .toArray(FactFamily[]::new);
        }
    }

    void over(Script script) {
        visit(new Place(script), script.top());
    }

    /** For families that look at calls and assignments alone, wherever these stand. */
    void overSites(Script script) {
        var place = new Place(script);
        for (var node : script.sites()) {
            for (var family : interested[node.kind().ordinal()]) {
                family.look(place, node);
            }
        }
    }

    private void visit(Place place, Node node) {
        for (var family : interested[node.kind().ordinal()]) {
            family.look(place, node);
        }
        if (isLeaf(node)) {
            return;
        }
        place.enter(node);
        if (node.is(Kind.FUNCTION)) {
            var body = ((Fn) node).body();
            if (body != node) {
                visit(place, body);
            }
        } else {
            if (node.is(Kind.CLASS)) {
                var heritage = ((Cls) node).heritage();
                if (heritage != null) {
                    visit(place, heritage);
                }
            }
            for (var kid : node.kids()) {
                visit(place, kid);
            }
        }
        place.leave();
    }

    private static boolean isLeaf(Node node) {
        return node.size() == 0 && !node.is(Kind.FUNCTION) && !node.is(Kind.CLASS);
    }
}
