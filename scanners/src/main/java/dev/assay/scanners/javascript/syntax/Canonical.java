package dev.assay.scanners.javascript.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives statements one order and conditions one sign, for fingerprints alone: what minifiers turn
 * inside out ({@code if (!a) return; b()} is {@code a && b()}) reads the same afterwards. The tree
 * itself stays as it was written.
 */
final class Canonical {

    private Canonical() {}

    /** The statements of a function. */
    static Node[] body(Node block) {
        return list(block.kids(), Kind.RETURN);
    }

    /** The statements of a loop. */
    static Node[] loop(Node block) {
        return list(block.kids(), Kind.CONTINUE);
    }

    /** The statements of any other block. */
    static Node[] block(Node block) {
        // Done again for what is done, a chain of conditions takes its length squared.
        return block instanceof Block known && known.isInOrder()
                ? block.kids()
                : list(block.kids(), Kind.EMPTY);
    }

    /**
     * @param exit what ends the list anyway: at the end of a function a {@code return} without a
     *     value, at the end of a loop's body {@code continue}; EMPTY where nothing does
     */
    private static Node[] list(Node[] statements, Kind exit) {
        if (isInOrder(statements, exit)) {
            return statements;
        }
        var result = new ArrayList<Node>(statements.length);
        add(Arrays.asList(statements), exit, result);
        return result.toArray(Node.NONE);
    }

    private static boolean isInOrder(Node[] statements, Kind exit) {
        for (var statement : statements) {
            if (statement.is(Kind.IF)) {
                return false;
            }
        }
        return statements.length == 0 || !isExit(statements[statements.length - 1], exit);
    }

    private static void add(List<Node> statements, Kind exit, List<Node> out) {
        for (var index = 0; index < statements.size(); index++) {
            var statement = statements.get(index);
            var last = index == statements.size() - 1;
            if (last && isExit(statement, exit)) {
                return;
            }
            if (!statement.is(Kind.IF)) {
                out.add(statement);
                continue;
            }
            var rest = statements.subList(index + 1, statements.size());
            if (branch(statement, rest, exit, out)) {
                return;
            }
        }
    }

    /** Adds an IF; the answer is whether it took the rest of the list with it. */
    private static boolean branch(Node statement, List<Node> rest, Kind exit, List<Node> out) {
        var tailExit = rest.isEmpty() ? exit : Kind.EMPTY;
        var test = statement.kid(0);
        var then = Arrays.asList(statement.kid(1).kids());
        var otherwise =
                statement.size() > 2 ? Arrays.asList(statement.kid(2).kids()) : List.<Node>of();
        if (otherwise.isEmpty() && endsWith(then, exit) && !rest.isEmpty() && flat(rest)) {
            // A guard: what follows it is what happens otherwise.
            put(statement, test, then.subList(0, then.size() - 1), rest, exit, out);
            return true;
        }
        if (otherwise.isEmpty()
                && !rest.isEmpty()
                && isNegative(test)
                && leaves(then)
                && leaves(rest)
                && flat(rest)) {
            put(statement, test, then, rest, exit, out);
            return true;
        }
        put(statement, test, then, otherwise, tailExit, out);
        return false;
    }

    private static void put(
            Node at, Node test, List<Node> then, List<Node> otherwise, Kind exit, List<Node> out) {
        var first = new ArrayList<Node>(then.size());
        add(then, exit, first);
        var second = new ArrayList<Node>(otherwise.size());
        add(otherwise, exit, second);
        var condition = positive(test);
        if (isNegative(condition) && !second.isEmpty() || first.isEmpty() && !second.isEmpty()) {
            condition = opposite(condition);
            var swapped = first;
            first = second;
            second = swapped;
        }
        if (second.isEmpty() && condition.is(Kind.LOGICAL) && condition.isNamed("&&")) {
            var inner = new ArrayList<Node>(1);
            put(at, condition.kid(1), first, List.of(), Kind.EMPTY, inner);
            put(at, condition.kid(0), inner, List.of(), Kind.EMPTY, out);
        } else if (second.isEmpty()) {
            out.add(node(Kind.IF, at, condition, block(at, first)));
        } else if (leaves(first)) {
            out.add(node(Kind.IF, at, condition, block(at, first)));
            out.addAll(second);
        } else {
            out.add(node(Kind.IF, at, condition, block(at, first), block(at, second)));
        }
    }

    private static boolean isExit(Node statement, Kind exit) {
        return statement.is(exit)
                && (exit != Kind.RETURN || isEmptyReturn(statement))
                && exit != Kind.EMPTY;
    }

    /** {@code return} and {@code return undefined}. */
    static boolean isEmptyReturn(Node statement) {
        return statement.is(Kind.RETURN)
                && (statement.size() == 0
                        || statement.kid(0).is(Kind.UNDEFINED)
                        || statement.kid(0).is(Kind.IDENT)
                                && statement.kid(0).isNamed("undefined"));
    }

    private static boolean endsWith(List<Node> statements, Kind exit) {
        return !statements.isEmpty() && isExit(statements.getLast(), exit);
    }

    private static boolean leaves(List<Node> statements) {
        return !statements.isEmpty()
                && switch (statements.getLast().kind()) {
                    case RETURN, THROW, BREAK, CONTINUE -> true;
                    default -> false;
                };
    }

    /** Function declarations stand first whatever happens, and cannot be moved into a branch. */
    private static boolean flat(List<Node> statements) {
        for (var statement : statements) {
            if (statement.is(Kind.LABEL)) {
                return false;
            }
        }
        return true;
    }

    // Conditions

    /** A condition without the {@code !!} that changes nothing in a condition. */
    private static Node positive(Node test) {
        return isNot(test) ? opposite(test.kid(0)) : test;
    }

    /** What holds where a condition does not. */
    private static Node opposite(Node test) {
        if (isNot(test)) {
            return positive(test.kid(0));
        }
        return test.is(Kind.LOGICAL) && !test.isNamed("??")
                ? logical(test, opposite(test.kid(0)), opposite(test.kid(1)))
                : negated(test);
    }

    private static Node logical(Node node, Node left, Node right) {
        var other = node.isNamed("&&") ? "||" : "&&";
        return new Node(Kind.LOGICAL, node.start(), node.end(), other, left, right);
    }

    private static boolean isNot(Node node) {
        return node.is(Kind.UNARY) && node.isNamed("!");
    }

    private static boolean isNegative(Node test) {
        return switch (test.kind()) {
            case UNARY -> test.isNamed("!");
            case BINARY -> test.isNamed("!=") || test.isNamed("!==");
            case LOGICAL -> isNegative(test.kid(0));
            default -> false;
        };
    }

    /** {@code !node}, with the sign moved as far inwards as it goes without changing the value. */
    static Node negated(Node node) {
        switch (node.kind()) {
            case LOGICAL -> {
                if (!node.isNamed("??")) {
                    return logical(node, negated(node.kid(0)), negated(node.kid(1)));
                }
            }
            case BINARY -> {
                var other =
                        switch (node.name()) {
                            case "==" -> "!=";
                            case "!=" -> "==";
                            case "===" -> "!==";
                            case "!==" -> "===";
                            default -> "";
                        };
                if (!other.isEmpty()) {
                    return new Node(
                            Kind.BINARY, node.start(), node.end(), other, node.kid(0), node.kid(1));
                }
            }
            default -> {}
        }
        if (isNot(node)) {
            var inner = negated(node.kid(0));
            if (!isNot(inner)) {
                return negated(inner);
            }
            if (isTruth(node.kid(0))) {
                return node.kid(0);
            }
        }
        return new Node(Kind.UNARY, node.start(), node.end(), "!", node);
    }

    /** Whether a value is true or false and nothing else, so that {@code !!} leaves it alone. */
    private static boolean isTruth(Node node) {
        return switch (node.kind()) {
            case BOOLEAN -> true;
            case UNARY -> node.isNamed("!") || node.isNamed("delete");
            case BINARY ->
                    switch (node.name()) {
                        case "==", "!=", "===", "!==", "<", ">", "<=", ">=", "in", "instanceof" ->
                                true;
                        default -> false;
                    };
            default -> false;
        };
    }

    private static Block block(Node at, List<Node> statements) {
        return Block.inOrder(at.start(), at.end(), statements.toArray(Node.NONE));
    }

    private static Node node(Kind kind, Node at, Node... kids) {
        return new Node(kind, at.start(), at.end(), null, kids);
    }
}
