package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Where the walk is: the file, and the nodes around the current one. */
final class Place {

    private final Script script;
    private Node[] around = new Node[64];
    private int depth;

    Place(Script script) {
        this.script = script;
    }

    Script script() {
        return script;
    }

    void enter(Node node) {
        if (depth == around.length) {
            around = Arrays.copyOf(around, depth * 2);
        }
        around[depth++] = node;
    }

    void leave() {
        depth--;
    }

    /** The node around the current one at a distance, 0 for its parent; null beyond the file. */
    @Nullable Node parent(int distance) {
        var index = depth - 1 - distance;
        return index < 0 ? null : around[index];
    }

    /** The function around the current node; the top of the file is one. */
    Fn function() {
        for (var index = depth - 1; index >= 0; index--) {
            if (around[index] instanceof Fn fn) {
                return fn;
            }
        }
        return script.top();
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
