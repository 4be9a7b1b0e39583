package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * {@code message.bcc = "a@b.c"}, {@code {...message, bcc: "a@b.c"}}, {@code
 * message.bcc.push("a@b.c")}: a constant copy is told where it is written, whatever becomes of the
 * object, because that may come from a caller and go to a client that cannot be followed.
 */
final class CopyFacts implements FactFamily {

    private static final Set<String> ADDING = Set.of("push", "unshift", "concat", "add", "append");
    private static final Set<String> DEFINING = Set.of("defineProperty", "set");

    private final Evaluator evaluator;
    private final Payload payload;
    private final Recipients recipients;

    CopyFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.payload = Payload.ofConstants(evaluator);
        this.recipients = new Recipients(report);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ASSIGN, Kind.OBJECT, Kind.ARRAY, Kind.CALL);
    }

    @Override
    public void look(Place place, Node node) {
        var script = place.script();
        switch (node.kind()) {
            case ASSIGN -> assigned(script, node);
            case OBJECT -> written(script, node);
            case ARRAY -> entry(script, node);
            default -> called(script, node);
        }
    }

    private void assigned(Script script, Node node) {
        var target = node.kid(0);
        switch (target.kind()) {
            case MEMBER -> {
                if (Recipients.isCopy(target.name())) {
                    check(script, node, target.name(), node.kid(1));
                }
            }
            case INDEX -> computed(script, node, target.kid(1), node.kid(1));
            default -> {}
        }
    }

    private void written(Script script, Node object) {
        for (var property : object.kids()) {
            if (!property.is(Kind.PROPERTY)) {
                continue;
            }
            if (property.text() == null) {
                computed(script, property, property.kid(1), property.kid(0));
            } else if (Recipients.isCopy(property.name()) && mayBeAddress(property.kid(0))) {
                check(script, property, property.name(), property.kid(0));
            } else if (Recipients.isHook(property.name()) && mayBeUrl(property.kid(0))) {
                recipients.check(
                        payload.whole(script, property.name(), property, property.kid(0)),
                        property.name());
            }
        }
    }

    /** A key that has to be computed first, and is none of a list. */
    private void computed(Script script, Node at, Node key, Node value) {
        switch (key.kind()) {
            case CALL, BINARY, TEMPLATE, IDENT, MEMBER -> {
                if (mayBeAddress(value)) {
                    named(script, at, key, value);
                }
            }
            default -> {}
        }
    }

    private void named(Script script, Node at, Node key, Node value) {
        var name = evaluator.text(script, key);
        if (name != null && Recipients.isCopy(name.text())) {
            check(script, at, name.text(), value);
        }
    }

    /** {@code ["bcc", "a@b.c"]}, of which {@code Object.fromEntries} and maps make a property. */
    private void entry(Script script, Node array) {
        if (array.size() == 2
                && array.kid(0).is(Kind.STRING)
                && Recipients.isCopy(array.kid(0).name())
                && mayBeAddress(array.kid(1))) {
            check(script, array, array.kid(0).name(), array.kid(1));
        }
    }

    private void called(Script script, Node call) {
        var callee = call.kid(0);
        if (!callee.is(Kind.MEMBER) || call.size() < 2) {
            return;
        }
        if (ADDING.contains(callee.name())) {
            var list = copyList(callee.kid(0));
            if (list != null) {
                for (var index = 1; index < call.size(); index++) {
                    check(script, call, list, call.kid(index));
                }
            }
        } else if (DEFINING.contains(callee.name())
                && call.size() == 4
                && call.kid(2).is(Kind.STRING)
                && Recipients.isCopy(call.kid(2).name())) {
            check(script, call, call.kid(2).name(), call.kid(3));
        }
    }

    /** The name of the list in {@code message.bcc} and in {@code (message.bcc ??= [])}. */
    private static @Nullable String copyList(Node list) {
        return switch (list.kind()) {
            case MEMBER -> Recipients.isCopy(list.name()) ? list.name() : null;
            case ASSIGN, LOGICAL -> copyList(list.kid(0));
            default -> null;
        };
    }

    private static boolean mayBeAddress(Node value) {
        return switch (value.kind()) {
            case STRING -> value.name().indexOf('@') > 0;
            case TEMPLATE,
                    BINARY,
                    CALL,
                    ARRAY,
                    OBJECT,
                    IDENT,
                    MEMBER,
                    INDEX,
                    CONDITIONAL,
                    LOGICAL ->
                    true;
            default -> false;
        };
    }

    private static boolean mayBeUrl(Node value) {
        return switch (value.kind()) {
            case STRING -> value.name().indexOf(':') > 0;
            case TEMPLATE, BINARY, CALL -> true;
            default -> false;
        };
    }

    private void check(Script script, Node at, String place, Node value) {
        recipients.check(payload.whole(script, place, at, value), place);
        if (value.is(Kind.OBJECT) || value.is(Kind.ARRAY)) {
            for (var field : payload.fields(script, value, "")) {
                recipients.within(field, place);
            }
        }
    }
}
