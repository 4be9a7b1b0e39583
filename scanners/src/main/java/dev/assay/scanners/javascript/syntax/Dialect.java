package dev.assay.scanners.javascript.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Undoes what minifiers do to statements and constants, so that code reads the same before and
 * after: {@code !0} is {@code true}, {@code a && b()} is an {@code if}, {@code return x, y} is two
 * statements.
 */
final class Dialect {

    private Dialect() {}

    static Node[] statements(List<Node> source) {
        var result = new ArrayList<Node>(source.size());
        for (var statement : source) {
            add(statement, result);
        }
        return result.isEmpty() ? Node.NONE : result.toArray(Node.NONE);
    }

    private static void add(Node statement, List<Node> out) {
        switch (statement.kind()) {
            case EMPTY -> {}
            case EXPRESSION -> expression(statement.kid(0), out);
            case RETURN -> result(statement, out);
            case THROW -> {
                var value = effects(statement.kid(0), out);
                out.add(copy(statement, value));
            }
            case IF -> branch(statement, out);
            case BLOCK -> {
                if (declares(statement)) {
                    out.add(statement);
                } else {
                    out.addAll(List.of(statement.kids()));
                }
            }
            default -> out.add(statement);
        }
    }

    private static void expression(Node value, List<Node> out) {
        switch (value.kind()) {
            case SEQUENCE -> expression(effects(value, out), out);
            case LOGICAL -> {
                if (value.isNamed("&&")) {
                    branch(at(Kind.IF, value, value.kid(0), then(value.kid(1))), out);
                } else if (value.isNamed("||")) {
                    branch(at(Kind.IF, value, not(value.kid(0)), then(value.kid(1))), out);
                } else {
                    out.add(at(Kind.EXPRESSION, value, value));
                }
            }
            case CONDITIONAL ->
                    branch(
                            at(
                                    Kind.IF,
                                    value,
                                    value.kid(0),
                                    then(value.kid(1)),
                                    then(value.kid(2))),
                            out);
            case STRING -> {
                if (!value.name().startsWith("use ")) {
                    out.add(at(Kind.EXPRESSION, value, value));
                }
            }
            case UNDEFINED, EMPTY -> {}
            case UNARY -> {
                // !function () {}() and void f() are calls whose value nobody wants.
                if (value.isNamed("!") || value.isNamed("void")) {
                    expression(value.kid(0), out);
                } else {
                    out.add(at(Kind.EXPRESSION, value, value));
                }
            }
            default -> out.add(at(Kind.EXPRESSION, value, value));
        }
    }

    private static void result(Node statement, List<Node> out) {
        if (statement.size() == 0) {
            out.add(statement);
            return;
        }
        var value = effects(statement.kid(0), out);
        if (value.is(Kind.CONDITIONAL)) {
            var then = List.of(copy(statement, value.kid(1)));
            branch(at(Kind.IF, value, value.kid(0), block(value.kid(1), statements(then))), out);
            result(copy(statement, value.kid(2)), out);
        } else if (value.is(Kind.UNDEFINED)) {
            out.add(at(Kind.RETURN, statement));
        } else {
            out.add(copy(statement, value));
        }
    }

    private static void branch(Node statement, List<Node> out) {
        var test = effects(statement.kid(0), out);
        var then = statement.kid(1);
        var otherwise = statement.size() > 2 ? statement.kid(2) : null;
        if (otherwise != null && otherwise.size() == 0) {
            otherwise = null;
        }
        if (otherwise != null && test.is(Kind.UNARY) && test.isNamed("!")) {
            var swapped = then;
            test = test.kid(0);
            then = otherwise;
            otherwise = swapped;
        }
        if (otherwise == null && test.is(Kind.LOGICAL) && test.isNamed("&&")) {
            var inner = new ArrayList<Node>(1);
            branch(at(Kind.IF, statement, test.kid(1), then), inner);
            branch(
                    at(Kind.IF, statement, test.kid(0), block(statement, inner.toArray(Node.NONE))),
                    out);
            return;
        }
        if (otherwise == null) {
            out.add(at(Kind.IF, statement, test, then));
        } else if (leaves(then) && !declares(otherwise)) {
            out.add(at(Kind.IF, statement, test, then));
            for (var rest : otherwise.kids()) {
                out.add(rest);
            }
        } else {
            out.add(at(Kind.IF, statement, test, then, otherwise));
        }
    }

    private static boolean declares(Node block) {
        return block instanceof Block with && !with.declared().isEmpty();
    }

    private static boolean leaves(Node block) {
        if (block.size() == 0) {
            return false;
        }
        return switch (block.kid(block.size() - 1).kind()) {
            case RETURN, THROW, BREAK, CONTINUE -> true;
            default -> false;
        };
    }

    /** Adds all but the last value of a comma sequence as statements, and gives the last. */
    private static Node effects(Node value, List<Node> out) {
        if (!value.is(Kind.SEQUENCE)) {
            return value;
        }
        var parts = new ArrayDeque<Node>();
        var current = value;
        while (current.is(Kind.SEQUENCE)) {
            parts.push(current.kid(1));
            current = current.kid(0);
        }
        expression(current, out);
        while (parts.size() > 1) {
            expression(parts.pop(), out);
        }
        return parts.pop();
    }

    private static Node then(Node value) {
        var statements = new ArrayList<Node>(1);
        expression(value, statements);
        return block(value, statements.toArray(Node.NONE));
    }

    private static Block block(Node where, Node... statements) {
        return new Block(where.start(), where.end(), List.of(), statements);
    }

    private static Node at(Kind kind, Node where, Node... kids) {
        return new Node(kind, where.start(), where.end(), null, kids);
    }

    private static Node copy(Node statement, Node value) {
        return at(statement.kind(), statement, value);
    }

    private static Node not(Node test) {
        if (test.is(Kind.UNARY) && test.isNamed("!")) {
            return test.kid(0);
        }
        return new Node(Kind.UNARY, test.start(), test.end(), "!", test);
    }

    static Node unary(String operator, int start, int end, Node operand) {
        if (operand.is(Kind.NUMBER)) {
            switch (operator) {
                case "!" -> {
                    var truth = Boolean.toString(operand.isNamed("0"));
                    return new Node(Kind.BOOLEAN, start, end, truth);
                }
                case "void" -> {
                    return new Node(Kind.UNDEFINED, start, end, null);
                }
                case "-" -> {
                    return new Node(Kind.NUMBER, start, end, "-" + operand.name());
                }
                default -> {}
            }
        }
        return new Node(Kind.UNARY, start, end, operator, operand);
    }

    static Node binary(String operator, int start, int end, Node left, Node right) {
        var constantFirst = constant(left) && !constant(right);
        var op = operator;
        var first = left;
        var second = right;
        if (constantFirst) {
            var mirrored = mirrored(operator);
            if (mirrored != null) {
                op = mirrored;
                first = right;
                second = left;
            }
        }
        if (first.is(Kind.UNARY) && first.isNamed("typeof") && second.is(Kind.STRING)) {
            if (second.isNamed("u") && (op.equals("<") || op.equals(">"))) {
                // esbuild: only "undefined" sorts after "u" among the answers of typeof.
                op = op.equals("<") ? "!=" : "==";
                second = new Node(Kind.STRING, second.start(), second.end(), "undefined");
            } else if (op.equals("===") || op.equals("!==")) {
                op = op.substring(0, 2);
            }
        }
        return new Node(Kind.BINARY, start, end, op, first, second);
    }

    static Node conditional(int start, int end, Node test, Node then, Node otherwise) {
        return test.is(Kind.UNARY) && test.isNamed("!")
                ? new Node(Kind.CONDITIONAL, start, end, null, test.kid(0), otherwise, then)
                : new Node(Kind.CONDITIONAL, start, end, null, test, then, otherwise);
    }

    private static boolean constant(Node node) {
        return switch (node.kind()) {
            case STRING, NUMBER, BIGINT, BOOLEAN, NULL, UNDEFINED -> true;
            default -> false;
        };
    }

    private static @org.jspecify.annotations.Nullable String mirrored(String operator) {
        return switch (operator) {
            case "==", "===", "!=", "!==" -> operator;
            case "<" -> ">";
            case ">" -> "<";
            case "<=" -> ">=";
            case ">=" -> "<=";
            default -> null;
        };
    }

    /** One spelling per number: {@code 1e3}, {@code 0x3e8} and {@code 1000} are the same. */
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
