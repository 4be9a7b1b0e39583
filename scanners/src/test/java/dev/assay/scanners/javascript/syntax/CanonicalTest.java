package dev.assay.scanners.javascript.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements that minifiers turned inside out come out in one order, conditions with one sign. */
class CanonicalTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '^',
            value = {
                "b(); => b",
                "b(); return; => b",
                "b(); return undefined; => b",
                "b(); return c; => b, return c",
                "if (!a) return; b(); => if a [b]",
                "if (a) return; b(); => if !a [b]",
                "if (a) { b(); } else { c(); } => if a [b] [c]",
                "if (!a) { b(); } else { c(); } => if a [c] [b]",
                "if (a !== d) { b(); } else { c(); } => if a === d [c] [b]",
                "if (a) {} else { b(); } => if !a [b]",
                "if (a && d) b(); => if a [if d [b]]",
                "if (a) { return b; } else { c(); } => if a [return b], c",
                "if (!a) { throw b; } return c; => if a [return c], throw b",
                "if (!(a || d)) b(); => if !a [if !d [b]]",
                "if (a) return; if (d) return; b(); => if !a [if !d [b]]",
            })
    void statementsOfAFunction(String source, String canonical) throws SyntaxProblem {
        assertThat(text(Canonical.body(body(source)))).isEqualTo(canonical);
    }

    @Test
    void continueEndsTheBodyOfALoopAsReturnEndsAFunction() throws SyntaxProblem {
        var loop = body("while (x) { if (a) continue; b(); continue; }").kid(0);
        assertThat(text(Canonical.loop(loop.kid(2)))).isEqualTo("if !a [b]");
    }

    @Test
    void returnInAnInnerBlockEndsMoreThanTheBlock() throws SyntaxProblem {
        var block = body("{ let b; b(); return; }").kid(0);
        assertThat(text(Canonical.block(block))).endsWith("b, return");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "a => !a",
                "a == b => a != b",
                "a !== b => a === b",
                "a && b => !a || !b",
                "a || b == c => !a && b != c",
                "a ?? b => !(a ?? b)",
                "!(a < b) => a < b",
                "!a => !!a",
            })
    void negationMovesInwardsAsFarAsTheValueStays(String condition, String negated)
            throws SyntaxProblem {
        var expression = body("f(" + condition + ");").kid(0).kid(0).kid(1);
        assertThat(text(Canonical.negated(expression))).isEqualTo(negated);
    }

    @Test
    void listInOrderIsNotCopied() throws SyntaxProblem {
        var body = body("a(); b();");
        assertThat(Canonical.body(body)).isSameAs(body.kids());
    }

    private static Node body(String statements) throws SyntaxProblem {
        return Scripts.read("a.js", "function f(){" + statements + "}").functions().get(1).body();
    }

    private static String text(Node... statements) {
        var parts = new StringBuilder();
        for (var statement : statements) {
            parts.append(parts.isEmpty() ? "" : ", ").append(text(statement));
        }
        return parts.toString();
    }

    private static String text(Node node) {
        return switch (node.kind()) {
            case IDENT -> node.name();
            case VAR -> "var " + text(node.kid(0));
            case CALL, EXPRESSION -> text(node.kid(0));
            case UNARY -> "!" + inner(node.kid(0));
            case BINARY, LOGICAL -> text(node.kid(0)) + " " + node.name() + " " + text(node.kid(1));
            case RETURN -> node.size() == 0 ? "return" : "return " + text(node.kid(0));
            case THROW -> "throw " + text(node.kid(0));
            case CONTINUE -> "continue";
            case BLOCK -> "[" + text(node.kids()) + "]";
            case IF ->
                    "if "
                            + text(node.kid(0))
                            + " "
                            + text(node.kid(1))
                            + (node.size() > 2 ? " " + text(node.kid(2)) : "");
            default -> node.kind().name();
        };
    }

    private static String inner(Node operand) {
        return operand.is(Kind.LOGICAL) ? "(" + text(operand) + ")" : text(operand);
    }
}
