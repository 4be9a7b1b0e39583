package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.text.Hosts;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Functions of the package that send what they are given to an address they are given, in a way
 * that cannot be followed inside of them: a bundled copy of an HTTP library, say. A call of one
 * with an address is a call over the network.
 */
final class Senders implements FactFamily {

    private final Evaluator evaluator;
    private final NetworkFacts network;
    private final Set<Fn> senders = Collections.newSetFromMap(new IdentityHashMap<>());

    Senders(Evaluator evaluator, NetworkFacts network) {
        this.evaluator = evaluator;
        this.network = network;
    }

    /** Notes that a call inside of a function goes out to nobody knows where. */
    void note(Script script, Node call) {
        var fn = script.top().at(call.start());
        // Out of the promises and callbacks in which libraries wrap their work.
        while (fn.outer() != null
                && fn.outer() != script.top()
                && (fn.isArrow() || fn.handedTo() != null || fn.names().isEmpty())) {
            fn = fn.outer();
        }
        if (fn != script.top() && !fn.parameters().isEmpty()) {
            senders.add(fn);
        }
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL);
    }

    @Override
    public void look(Place place, Node call) {
        if (senders.isEmpty() || call.size() < 2 || !mayBeSender(call.kid(0))) {
            return;
        }
        var script = place.script();
        for (var value : evaluator.of(script, call.kid(0))) {
            if (value instanceof Func func
                    && senders.contains(func.fn())
                    && !isInside(script, call, func.fn())
                    && isAddressed(script, call.kid(1))) {
                network.sentThrough(script, call, func.fn().title());
                return;
            }
        }
    }

    /** A name, or what somebody handed in to be used instead of {@code fetch}. */
    private static boolean mayBeSender(Node callee) {
        return callee.is(Kind.IDENT) || callee.is(Kind.MEMBER) && callee.isNamed("fetch");
    }

    private static boolean isInside(Script script, Node call, Fn sender) {
        for (var fn = script.top().at(call.start()); fn != null; fn = fn.outer()) {
            if (fn == sender) {
                return true;
            }
        }
        return false;
    }

    private boolean isAddressed(Script script, Node argument) {
        for (var value : evaluator.of(script, argument)) {
            switch (value) {
                case Text text -> {
                    if (Hosts.ofUrl(text.text()) != null) {
                        return true;
                    }
                }
                case Obj obj -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }
}
