package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Shows other families a call that is written another way: {@code f.call(x, a)}, {@code f.apply(x,
 * [a])}, {@code Reflect.apply(f, x, [a])}, {@code Reflect.construct(C, [a])}.
 */
final class IndirectFacts implements FactFamily {

    private final List<FactFamily> others;

    IndirectFacts(List<FactFamily> others) {
        this.others = others;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        if (!callee.is(Kind.MEMBER)) {
            return;
        }
        switch (callee.name()) {
            case "call" -> show(place, call, Kind.CALL, callee.kid(0), rest(call, 2));
            case "apply" -> {
                if (callee.kid(0).isNamed("Reflect") && call.size() > 3) {
                    show(place, call, Kind.CALL, call.kid(1), list(call.kid(3)));
                } else if (call.size() > 2) {
                    show(place, call, Kind.CALL, callee.kid(0), list(call.kid(2)));
                }
            }
            case "construct" -> {
                if (callee.kid(0).isNamed("Reflect") && call.size() > 2) {
                    show(place, call, Kind.NEW, call.kid(1), list(call.kid(2)));
                }
            }
            default -> {}
        }
    }

    private static List<Node> rest(Node call, int from) {
        return call.size() <= from ? List.of() : List.of(call.kids()).subList(from, call.size());
    }

    private static List<Node> list(Node array) {
        return array.is(Kind.ARRAY) ? List.of(array.kids()) : List.of();
    }

    private void show(Place place, Node call, Kind kind, Node callee, List<Node> arguments) {
        // A function of this package is seen where it stands.
        if (!callee.is(Kind.MEMBER) && !callee.is(Kind.IDENT)) {
            return;
        }
        var kids = new ArrayList<Node>(arguments.size() + 1);
        kids.add(callee);
        kids.addAll(arguments);
        var direct = new Node(kind, call.start(), call.end(), call.text(), kids.toArray(Node.NONE));
        for (var family : others) {
            if (family.kinds().contains(kind)) {
                family.look(place, direct);
            }
        }
    }
}
