package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.Set;

/**
 * {@code message.bcc = "a@b.c"}: a constant copy is told where it is set, because the object may
 * come from a caller and go to a client that cannot be followed.
 */
final class CopyFacts implements FactFamily {

    private final Evaluator evaluator;
    private final Payload payload;
    private final Recipients recipients;

    CopyFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.payload = new Payload(evaluator);
        this.recipients = new Recipients(report);
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ASSIGN);
    }

    @Override
    public void look(Place place, Node node) {
        var target = node.kid(0);
        var script = place.script();
        switch (target.kind()) {
            case MEMBER -> {
                if (Recipients.isCopy(target.name())) {
                    check(script, node, target.name());
                }
            }
            case INDEX -> {
                // A key that has to be computed first, and is none of a list.
                switch (target.kid(1).kind()) {
                    case CALL, BINARY, TEMPLATE, IDENT, MEMBER -> {
                        if (mayBeAddress(node.kid(1))) {
                            var key = evaluator.text(script, target.kid(1));
                            if (key != null && Recipients.isCopy(key.text())) {
                                check(script, node, key.text());
                            }
                        }
                    }
                    default -> {}
                }
            }
            default -> {}
        }
    }

    private static boolean mayBeAddress(Node value) {
        return switch (value.kind()) {
            case STRING -> value.name().indexOf('@') > 0;
            case TEMPLATE, BINARY, CALL, ARRAY, IDENT -> true;
            default -> false;
        };
    }

    private void check(Script script, Node node, String place) {
        recipients.check(payload.whole(script, place, node.kid(1)), place);
    }
}
