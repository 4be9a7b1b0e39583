package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads JSON from the expressions that make it, constants followed to where they are defined. */
final class Literals {

    private static final int DEEPEST = 32;
    private static final int MOST = 5_000;
    private static final int LONGEST = 8_000;
    private static final int MOST_CHOICES = 4;
    private static final int DEEPEST_CHOICE = 6;

    private final Evaluator evaluator;
    private int depth;
    private int left = MOST;

    Literals(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** An object literal as a map, keys in order. */
    Map<String, Object> object(Script script, Node object) {
        left = MOST;
        return objectNow(script, object);
    }

    private Map<String, Object> objectNow(Script script, Node object) {
        var map = new TreeMap<String, Object>();
        for (var kid : object.kids()) {
            if (kid.is(Kind.PROPERTY) && kid.size() > 0) {
                var key = evaluator.members().key(script, kid);
                var value = key == null ? null : valueNow(script, kid.kid(0));
                if (key != null && value != null) {
                    map.put(key.text(), value);
                }
            } else if (kid.is(Kind.SPREAD)
                    && valueNow(script, kid.kid(0)) instanceof Map<?, ?> all) {
                all.forEach((key, value) -> map.put(String.valueOf(key), value));
            }
        }
        return map;
    }

    /** Any JSON value; null where it cannot be told. */
    @Nullable Object value(Script script, Node node) {
        left = MOST;
        return valueNow(script, node);
    }

    private @Nullable Object valueNow(Script script, Node node) {
        if (depth >= DEEPEST || --left <= 0) {
            return null;
        }
        depth++;
        try {
            return switch (node.kind()) {
                case STRING -> cut(node.name());
                case NUMBER -> number(node.name());
                case BOOLEAN -> Boolean.valueOf(node.name());
                case UNARY -> flag(node);
                case REGEXP -> node.name();
                case OBJECT -> objectNow(script, node);
                case ARRAY -> array(script, node);
                case UNDEFINED, NULL, FUNCTION, CLASS -> null;
                default -> followed(script, node);
            };
        } finally {
            depth--;
        }
    }

    /** {@code !0} and {@code !1}, as minifiers write them, and negative numbers. */
    private static @Nullable Object flag(Node node) {
        var operand = node.kid(0);
        if (!operand.is(Kind.NUMBER)) {
            return null;
        }
        return switch (node.name()) {
            case "!" -> operand.isNamed("0");
            case "-" -> number("-" + operand.name());
            default -> null;
        };
    }

    private static @Nullable Object number(String digits) {
        try {
            var number = Double.parseDouble(digits);
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? (Object) (long) number
                    : (Object) number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private List<Object> array(Script script, Node node) {
        var list = new ArrayList<Object>();
        for (var kid : node.kids()) {
            if (kid.is(Kind.SPREAD)) {
                if (valueNow(script, kid.kid(0)) instanceof List<?> all) {
                    list.addAll(all);
                }
                continue;
            }
            var value = valueNow(script, kid);
            if (value != null) {
                list.add(value);
            }
        }
        return list;
    }

    private @Nullable Object followed(Script script, Node node) {
        for (var value : evaluator.of(script, node)) {
            var read =
                    switch (value) {
                        case Text text -> cut(shown(text));
                        case Num num -> number(Texts.number(num.number()));
                        case Obj obj -> objectNow(obj.script(), obj.node());
                        case Arr arr -> array(arr.script(), arr.node());
                        default -> null;
                    };
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    /** The values of an enumeration: a list, or the values of an object. */
    @Nullable List<Object> values(Script script, Node node) {
        return switch (value(script, node)) {
            case List<?> list -> List.copyOf(list);
            case Map<?, ?> map -> List.copyOf(map.values());
            case null, default -> null;
        };
    }

    /**
     * The text that an expression is, with {@code {}} for what is not known. Where the code itself
     * chooses between texts, all of them; the longest where it cannot be told apart.
     */
    @Nullable String text(Script script, Node node) {
        var kept = ShapeValues.of(evaluator, script, node);
        if (kept != null) {
            return shown(kept);
        }
        var texts = new LinkedHashSet<String>();
        for (var text : evaluator.texts(script, node)) {
            texts.add(shown(text));
        }
        if (texts.size() > 1 && texts.size() <= MOST_CHOICES && chooses(node, 0)) {
            return String.join("\n", texts);
        }
        var best = (String) null;
        for (var text : texts) {
            best = best == null || text.length() > best.length() ? text : best;
        }
        return best;
    }

    /** Whether an expression, or the one of a constant that it names, has a condition in it. */
    private static boolean chooses(Node node, int depth) {
        if (node.is(Kind.CONDITIONAL) || node.is(Kind.LOGICAL)) {
            return true;
        }
        if (depth >= DEEPEST_CHOICE || node.is(Kind.FUNCTION)) {
            return false;
        }
        if (node instanceof Ident ident
                && ident.binding() != null
                && ident.binding().writes().size() == 1) {
            return chooses(ident.binding().writes().getFirst().value(), depth + 1);
        }
        for (var kid : node.kids()) {
            if (chooses(kid, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private static String shown(Text text) {
        return text.text().replace(String.valueOf(Value.HOLE), "{}");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
