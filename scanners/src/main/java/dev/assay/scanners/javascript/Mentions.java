package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where names of functions, and imported names, stand as values: handed to a call, put into a list,
 * assigned. No fact by itself; who looks for callers asks for it.
 */
final class Mentions implements FactFamily {

    private static final int MOST = 8;

    /**
     * @param in the function it stands in
     * @param isArgument whether it is an argument of a call
     */
    record Mention(Script script, Fn in, int at, boolean isArgument) {}

    private final Map<Binding, List<Mention>> found = new IdentityHashMap<>();

    /** The first mentions of a name in its own file. */
    List<Mention> of(Binding name) {
        return found.getOrDefault(name, List.of());
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.IDENT);
    }

    @Override
    public void look(Place place, Node node) {
        var binding = ((Ident) node).binding();
        if (binding == null || !binding.holdsFunction() && binding.imported() == null) {
            return;
        }
        var parent = place.parent(0);
        if (parent == null || !isValue(node, parent)) {
            return;
        }
        var all = found.computeIfAbsent(binding, key -> new ArrayList<>(1));
        if (all.size() < MOST) {
            var in = place.function();
            all.add(new Mention(place.script(), in, node.start(), isCall(parent)));
        }
    }

    /** What is called or assigned to is none. */
    private static boolean isValue(Node node, Node parent) {
        return switch (parent.kind()) {
            case CALL, NEW, VAR, ASSIGN -> parent.kid(0) != node;
            case CLASS -> ((Cls) parent).heritage() != node;
            default -> true;
        };
    }

    private static boolean isCall(Node node) {
        return node.is(Kind.CALL) || node.is(Kind.NEW);
    }
}
