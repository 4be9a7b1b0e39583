package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Where the walk is: the file, and the nodes around the current one. */
final class Place {

    private final Script script;
    private final List<Node> around = new ArrayList<>();

    Place(Script script) {
        this.script = script;
    }

    Script script() {
        return script;
    }

    void enter(Node node) {
        around.add(node);
    }

    void leave() {
        around.removeLast();
    }

    /** The node around the current one at a distance, 0 for its parent; null beyond the file. */
    @Nullable Node parent(int distance) {
        var index = around.size() - 1 - distance;
        return index < 0 ? null : around.get(index);
    }

    boolean isInside(Kind kind, int within) {
        for (var distance = 0; distance < within; distance++) {
            var node = parent(distance);
            if (node == null || node.is(Kind.FUNCTION)) {
                return false;
            }
            if (node.is(kind)) {
                return true;
            }
        }
        return false;
    }
}
