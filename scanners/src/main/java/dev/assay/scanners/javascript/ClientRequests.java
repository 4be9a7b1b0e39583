package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.Map;
import java.util.Set;

/**
 * What a server asks of its client: the model's answers (sampling), the user's (elicitation), the
 * folders it may see (roots). Each is a way to the model or the user that a tool alone is not.
 */
final class ClientRequests implements FactFamily {

    private final Evaluator evaluator;
    private final Report report;

    ClientRequests(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
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
            case "createMessage", "requestSampling" -> {
                if (call.size() > 1 && hasKey(place, call.kid(1), "messages")) {
                    add(place, call, "sampling");
                }
            }
            case "elicitInput", "elicitUrl" -> {
                if (call.size() > 1 && hasKey(place, call.kid(1), "message")) {
                    add(place, call, "elicitation");
                }
            }
            case "listRoots" -> add(place, call, "roots");
            // The SDK's own methods send it through this; a server does through the SDK.
            case "request", "sendRequest" -> {
                if (call.size() > 1
                        && call.kid(1).is(Kind.OBJECT)
                        && !callee.kid(0).is(Kind.THIS)) {
                    method(place, call);
                }
            }
            default -> {}
        }
    }

    private void method(Place place, Node call) {
        var method = Keys.value(call.kid(1), "method");
        if (method == null || !method.is(Kind.STRING)) {
            return;
        }
        switch (method.name()) {
            case "sampling/createMessage" -> add(place, call, "sampling");
            case "elicitation/create" -> add(place, call, "elicitation");
            case "roots/list" -> add(place, call, "roots");
            default -> {}
        }
    }

    private boolean hasKey(Place place, Node argument, String key) {
        for (var value : evaluator.of(place.script(), argument)) {
            if (value instanceof Obj obj && Keys.has(obj.node(), key)) {
                return true;
            }
        }
        return false;
    }

    private void add(Place place, Node call, String capability) {
        report.add(
                FindingKind.PROMPT_CHANGED,
                "client:" + capability,
                Via.PLAIN,
                place.script(),
                call,
                Map.of("capability", capability));
    }
}
