package dev.assay.registry.policy;

import dev.assay.registry.policy.Vocabulary.Type;
import dev.assay.scanners.finding.Severity;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds words in an expression that its facts never hold. {@code f.severity == "hihg"} has the
 * right types, is never true, and so would be a rule that nobody can break.
 */
final class Words {

    static final String AT_LEAST = "atLeast";

    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values())
                    .map(each -> each.name().toLowerCase(Locale.ROOT))
                    .toList();

    private static final Map<String, Type.Group> GROUPS =
            Vocabulary.groups().stream()
                    .collect(Collectors.toMap(Type.Group::name, Function.identity()));

    void check(CelAbstractSyntaxTree ast) throws Expressions.RefusedException {
        for (var node : CelNavigableAst.fromAst(ast).getRoot().allNodes().toList()) {
            if (node.expr().getKind() == CelExpr.ExprKind.Kind.CALL) {
                call(ast, node);
            }
        }
    }

    private static void call(CelAbstractSyntaxTree ast, CelNavigableExpr node)
            throws Expressions.RefusedException {
        var call = node.expr().call();
        switch (call.function()) {
            case "_==_", "_!=_" -> {
                compare(ast, call.args().get(0), call.args().get(1));
                compare(ast, call.args().get(1), call.args().get(0));
            }
            case "@in" -> compare(ast, call.args().get(0), call.args().get(1));
            case AT_LEAST -> among(ast, SEVERITIES, call.args().get(0), "a severity");
            default -> {}
        }
    }

    private static void compare(CelAbstractSyntaxTree ast, CelExpr field, CelExpr with)
            throws Expressions.RefusedException {
        var words = words(ast, field);
        if (words.isPresent()) {
            among(ast, words.get(), with, field.select().field());
        }
    }

    private static void among(
            CelAbstractSyntaxTree ast, List<String> words, CelExpr given, String what)
            throws Expressions.RefusedException {
        for (var constant : constants(given).toList()) {
            var word = constant.constant().stringValue();
            if (!words.contains(word)) {
                var at = ast.getSource().getOffsetLocation(offset(ast, constant)).orElse(null);
                throw new Expressions.RefusedException(
                        "'"
                                + word
                                + "' is never "
                                + what
                                + "; it is one of "
                                + String.join(", ", words),
                        at == null ? 0 : at.getLine(),
                        at == null ? 0 : at.getColumn() + 1);
            }
        }
    }

    /** What a field of the vocabulary may hold, where that is a fixed set. */
    private static Optional<List<String>> words(CelAbstractSyntaxTree ast, CelExpr expr) {
        if (expr.getKind() != CelExpr.ExprKind.Kind.SELECT) {
            return Optional.empty();
        }
        return ast.getType(expr.select().operand().id())
                .map(type -> GROUPS.get(type.name()))
                .map(group -> group.fields().get(expr.select().field()))
                .map(Vocabulary.Field::words)
                .filter(words -> !words.isEmpty());
    }

    private static Stream<CelExpr> constants(CelExpr expr) {
        return switch (expr.getKind()) {
            case CONSTANT ->
                    expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
                            ? Stream.of(expr)
                            : Stream.empty();
            case LIST -> expr.list().elements().stream().flatMap(Words::constants);
            default -> Stream.empty();
        };
    }

    private static int offset(CelAbstractSyntaxTree ast, CelExpr expr) {
        return ast.getSource().getPositionsMap().getOrDefault(expr.id(), 0);
    }
}
