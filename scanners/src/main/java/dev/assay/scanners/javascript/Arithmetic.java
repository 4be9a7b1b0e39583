package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.List;

/** Number operators, which decoders of hidden strings use on character codes. */
final class Arithmetic {

    private Arithmetic() {}

    static List<Value> of(Evaluator evaluator, Script script, Node node) {
        switch (node.name()) {
            case "-", "*", "/", "%", "^", "|", "&", "<<", ">>", ">>>" -> {}
            default -> {
                return List.of();
            }
        }
        for (var left : evaluator.of(script, node.kid(0))) {
            for (var right : evaluator.of(script, node.kid(1))) {
                if (number(left) instanceof Num a && number(right) instanceof Num b) {
                    return List.of(new Num(apply(node.name(), a.number(), b.number())));
                }
            }
        }
        return List.of();
    }

    /** The bytes of a buffer are held as the characters of a text. */
    private static Value number(Value value) {
        return value instanceof Text text
                        && text.text().length() == 1
                        && !Character.isDigit(text.text().charAt(0))
                ? new Num(text.text().charAt(0))
                : value;
    }

    private static double apply(String operator, double a, double b) {
        return switch (operator) {
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "%" -> a % b;
            case "^" -> (int) a ^ (int) b;
            case "|" -> (int) a | (int) b;
            case "&" -> (int) a & (int) b;
            case "<<" -> (int) a << (int) b;
            case ">>" -> (int) a >> (int) b;
            default -> (int) a >>> (int) b;
        };
    }
}
