package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What a helper is given by more callers than an expression may have values: one new caller among
 * fifty must not be lost among them.
 */
final class ManyCallers {

    /** So many callers the evaluator tells of itself. */
    private static final int FEW = 11;

    private static final int MOST = 1_000;
    private static final int DEEPEST = 4;

    /** What one caller hands over. */
    record Given(Script script, Node node) {}

    private final Evaluator evaluator;

    ManyCallers(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /**
     * The arguments that an expression begins with, one for each caller; empty where it begins with
     * no parameter, or where the callers are few.
     */
    List<Given> of(Script script, Node expression) {
        var parameter = parameter(expression, 0);
        if (parameter == null || parameter.isRest()) {
            return List.of();
        }
        var sites = evaluator.callSites(script, parameter.function(), MOST);
        if (sites.size() <= FEW) {
            return List.of();
        }
        var given = new ArrayList<Given>(sites.size());
        for (var site : sites) {
            var at = parameter.index() + 1;
            if (at < site.call().size() && isConstant(site.call().kid(at), 0)) {
                given.add(new Given(site.script(), site.call().kid(at)));
            }
        }
        return given;
    }

    private static @Nullable Parameter parameter(Node node, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        return switch (node.kind()) {
            case PARAMETER -> (Parameter) node;
            case IDENT -> {
                var binding = ((Ident) node).binding();
                yield binding == null
                                || binding.writes().size() != 1
                                || !binding.writes().getFirst().path().isEmpty()
                        ? null
                        : parameter(binding.writes().getFirst().value(), depth + 1);
            }
            case TEMPLATE, BINARY, LOGICAL ->
                    node.size() > 0 ? parameter(node.kid(0), depth + 1) : null;
            case NEW -> node.size() > 1 ? parameter(node.kid(1), depth + 1) : null;
            default -> null;
        };
    }

    /** Other arguments, such as a variable of the caller, are mostly ways on the same host. */
    private static boolean isConstant(Node node, int depth) {
        return switch (node.kind()) {
            case STRING, TEMPLATE, BINARY, MEMBER, CALL -> true;
            case IDENT ->
                    depth < DEEPEST
                            && ((Ident) node).binding() != null
                            && ((Ident) node).binding().writes().size() == 1;
            default -> false;
        };
    }
}
