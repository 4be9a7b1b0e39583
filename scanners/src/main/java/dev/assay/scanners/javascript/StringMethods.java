package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Methods of strings and arrays, computed where the receiver is constant. */
final class StringMethods {

    /**
     * Python's {@code text[from:to:step]}, with its three numbers as arguments; {@code None} is
     * null.
     */
    private static final String STEPPED = "py:step";

    private static final Set<String> KNOWN =
            Set.of(
                    "toString",
                    "join",
                    "concat",
                    "replace",
                    "replaceAll",
                    "slice",
                    "substr",
                    "substring",
                    "trim",
                    "toLowerCase",
                    "toUpperCase",
                    "reverse",
                    "split",
                    "charAt",
                    "at",
                    "repeat",
                    "padEnd",
                    "trimEnd",
                    "valueOf",
                    "charCodeAt",
                    "codePointAt",
                    "match",
                    "matchAll",
                    "trimStart",
                    "flat",
                    "filter",
                    "splice",
                    "shift",
                    "pop",
                    STEPPED);

    private static final int MOST_STEPPED = 4096;

    private final Evaluator evaluator;
    private final Applications applications;
    private final Elements elements;

    StringMethods(Evaluator evaluator, Applications applications) {
        this.evaluator = evaluator;
        this.applications = applications;
        this.elements = new Elements(evaluator);
    }

    boolean isKnown(String name) {
        return KNOWN.contains(name);
    }

    List<Value> of(Script script, Node call, Node callee) {
        var values = new Alternatives();
        for (var receiver : evaluator.of(script, callee.kid(0))) {
            switch (receiver) {
                case Text text -> values.addAll(onText(script, call, callee.name(), text));
                case Arr arr -> values.addAll(onArray(script, call, callee.name(), arr));
                case Items items -> values.addAll(onArray(script, call, callee.name(), items));
                case Value.External external when isReading(callee.name()) -> values.add(external);
                case Value.Obj obj when callee.isNamed("toString") -> values.add(obj);
                case Value.Argument argument -> values.add(argument);
                case Value.Env env -> values.add(env);
                default -> {}
            }
        }
        return values.list();
    }

    /** What a file or an answer holds stays what it is when it is trimmed or made a string. */
    private static boolean isReading(String method) {
        return switch (method) {
            case "toString", "trim", "slice", "substring", "split", "replace", "replaceAll" -> true;
            default -> false;
        };
    }

    private List<Value> onText(Script script, Node call, String method, Text receiver) {
        var text = receiver.text();
        return switch (method) {
            case "toString", "valueOf" -> {
                var encoding = string(script, call, 1);
                var encoded = Texts.encode(text, encoding);
                yield encoded == null || encoding.isEmpty()
                        ? List.of(receiver)
                        : one(encoded, receiver, Via.FOLDED);
            }
            case "charCodeAt", "codePointAt" -> {
                var at = (int) number(script, call, 1, 0);
                yield at >= 0 && at < text.length() && text.charAt(at) != Value.HOLE
                        ? List.of(new Num(text.charAt(at)))
                        : List.of();
            }
            case "match" -> matched(call, receiver);
            case "trim", "trimEnd", "trimStart" -> one(text.trim(), receiver, receiver.via());
            case "toLowerCase" ->
                    one(text.toLowerCase(java.util.Locale.ROOT), receiver, Via.FOLDED);
            case "toUpperCase" ->
                    one(text.toUpperCase(java.util.Locale.ROOT), receiver, Via.FOLDED);
            case "slice" ->
                    one(
                            Texts.slice(
                                    text, number(script, call, 1, 0), number(script, call, 2, 1e9)),
                            receiver,
                            Via.FOLDED);
            case "substring" ->
                    one(
                            Texts.substring(
                                    text, number(script, call, 1, 0), number(script, call, 2, 1e9)),
                            receiver,
                            Via.FOLDED);
            case "substr" -> {
                var from = number(script, call, 1, 0);
                var length = number(script, call, 2, 1e9);
                var rest = Texts.slice(text, from, 1e9);
                yield one(Texts.slice(rest, 0, length), receiver, Via.FOLDED);
            }
            case "charAt", "at" -> {
                var at = number(script, call, 1, 0);
                yield one(Texts.slice(text, at, at == -1 ? 1e9 : at + 1), receiver, Via.FOLDED);
            }
            case "repeat" -> {
                var count = (int) number(script, call, 1, 0);
                yield (long) count * text.length() > Texts.LONGEST || count < 0
                        ? List.of()
                        : one(text.repeat(count), receiver, Via.FOLDED);
            }
            case "replace", "replaceAll" -> replaced(script, call, method, receiver);
            case "concat" -> {
                var joined = new StringBuilder(text);
                for (var index = 1; index < call.size(); index++) {
                    var part = evaluator.text(script, call.kid(index));
                    joined.append(part == null ? String.valueOf(Value.HOLE) : part.text());
                }
                yield joined.length() > Texts.LONGEST
                        ? List.of()
                        : one(joined.toString(), receiver, Via.FOLDED);
            }
            // In Python any text can be joined, by its characters.
            case "join" -> script.isForeign() ? joined(script, call, receiver) : List.of();
            case STEPPED -> {
                var parts = new ArrayList<String>(Texts.split(text, ""));
                var taken = String.join("", stepped(script, call, parts));
                yield text.length() > MOST_STEPPED
                        ? List.of()
                        : one(taken, receiver, isWhole(call) ? Via.DECODED : Via.FOLDED);
            }
            case "split" -> {
                var parts = new ArrayList<Value>();
                var via = Texts.later(receiver.via(), Via.FOLDED);
                for (var part : Texts.split(text, string(script, call, 1))) {
                    parts.add(new Text(part, via, receiver.script(), receiver.origin()));
                }
                yield List.of(new Items(parts));
            }
            default -> List.of();
        };
    }

    private List<Value> replaced(Script script, Node call, String method, Text receiver) {
        if (call.size() < 3) {
            return List.of();
        }
        var pattern = call.kid(1);
        if (pattern.is(Kind.REGEXP) && receiver.isWhole()) {
            var matcher = Matches.of(pattern.name(), receiver.text());
            if (matcher != null) {
                return substituted(script, call, receiver, matcher);
            }
        }
        var replacement = evaluator.text(script, call.kid(2));
        if (replacement == null) {
            return List.of(receiver);
        }
        if (pattern.is(Kind.REGEXP)) {
            // Only what needs no expression engine: a class of one literal character run, with g.
            var source = pattern.name();
            var end = source.lastIndexOf('/');
            var body = end > 1 ? source.substring(1, end).replace("\\", "") : "";
            return body.isEmpty() || !body.chars().allMatch(StringMethods::isLiteral)
                    ? List.of(receiver)
                    : one(receiver.text().replace(body, replacement.text()), receiver, Via.FOLDED);
        }
        var literal = evaluator.text(script, pattern);
        if (literal == null) {
            return List.of(receiver);
        }
        var text = receiver.text();
        if (method.equals("replaceAll")) {
            return one(text.replace(literal.text(), replacement.text()), receiver, Via.FOLDED);
        }
        var at = text.indexOf(literal.text());
        return at < 0
                ? List.of(receiver)
                : one(
                        text.substring(0, at)
                                + replacement.text()
                                + text.substring(at + literal.text().length()),
                        receiver,
                        Via.FOLDED);
    }

    /** Each match replaced by a constant, or by what a function of the package gives for it. */
    private List<Value> substituted(
            Script script, Node call, Text receiver, java.util.regex.Matcher matcher) {
        var literal = call.kid(1).name();
        var constant = evaluator.text(script, call.kid(2));
        var via = constant == null ? Via.DECODED : Via.FOLDED;
        var function = constant == null ? function(script, call.kid(2)) : null;
        if (constant == null && function == null) {
            return List.of(receiver);
        }
        var text = new StringBuilder();
        var known = new java.util.HashMap<String, String>();
        while (matcher.find() && text.length() < Texts.LONGEST) {
            var match = matcher.group();
            var replacement =
                    constant != null
                            ? constant.text()
                            : known.computeIfAbsent(match, key -> given(function, key, receiver));
            matcher.appendReplacement(text, java.util.regex.Matcher.quoteReplacement(replacement));
            if (!Matches.isGlobal(literal)) {
                break;
            }
        }
        matcher.appendTail(text);
        return one(text.toString(), receiver, via);
    }

    private Value.@org.jspecify.annotations.Nullable Func function(Script script, Node node) {
        for (var value : evaluator.of(script, node)) {
            if (value instanceof Value.Func func && !func.fn().parameters().isEmpty()) {
                return func;
            }
        }
        return null;
    }

    private String given(
            Value.@org.jspecify.annotations.Nullable Func function, String match, Text receiver) {
        if (function != null) {
            var argument = new Text(match, Via.PLAIN, receiver.script(), receiver.origin());
            for (var value : applications.applied(function, List.of(List.of(argument)))) {
                if (value instanceof Text text) {
                    return text.text();
                }
            }
        }
        return String.valueOf(Value.HOLE);
    }

    private List<Value> matched(Node call, Text receiver) {
        if (call.size() < 2 || !call.kid(1).is(Kind.REGEXP) || !receiver.isWhole()) {
            return List.of();
        }
        var matcher = Matches.of(call.kid(1).name(), receiver.text());
        var parts = new ArrayList<Value>();
        while (matcher != null && matcher.find() && parts.size() < 4096) {
            parts.add(
                    new Text(
                            matcher.group(),
                            Texts.later(receiver.via(), Via.FOLDED),
                            receiver.script(),
                            receiver.origin()));
        }
        return parts.isEmpty() ? List.of() : List.of(new Items(parts));
    }

    private static boolean isLiteral(int c) {
        return Character.isLetterOrDigit(c) || "-_~@#%& ".indexOf(c) >= 0;
    }

    private List<Value> onArray(Script script, Node call, String method, Value receiver) {
        return switch (method) {
            case "join" -> joined(script, call, receiver);
            case "reverse" -> List.of(new Items(elements(List.of(receiver)).reversed()));
            case STEPPED -> List.of(new Items(stepped(script, call, elements(List.of(receiver)))));
            case "slice", "filter", "concat", "flat", "splice" -> List.of(receiver);
            // Whichever it is by then.
            case "shift", "pop" -> elements(List.of(receiver));
            case "at" ->
                    evaluator
                            .members()
                            .of(
                                    List.of(receiver),
                                    Integer.toString((int) number(script, call, 1, 0)));
            case "toString" -> coded(script, call, receiver);
            default -> List.of();
        };
    }

    /** Backwards or every second one: what nobody writes of a text that may be read. */
    private static boolean isWhole(Node call) {
        return call.size() > 3 && !call.kid(3).is(Kind.NULL);
    }

    private <T> List<T> stepped(Script script, Node call, List<T> all) {
        var step = (int) number(script, call, 3, 1);
        var length = all.size();
        if (step == 0) {
            return List.of();
        }
        var from = bound(number(script, call, 1, step > 0 ? 0 : 1e9), length, step);
        var to = bound(number(script, call, 2, step > 0 ? 1e9 : -1e9), length, step);
        var taken = new ArrayList<T>();
        for (var at = from; step > 0 ? at < to : at > to; at += step) {
            taken.add(all.get(at));
        }
        return taken;
    }

    /** As Python does: negative numbers count from the end, and what is beyond it is the end. */
    private static int bound(double number, int length, int step) {
        var at = number < 0 && number > -1e8 ? number + length : number;
        return (int) (step > 0 ? Math.clamp(at, 0, length) : Math.clamp(at, -1, length - 1));
    }

    /** Bytes that were computed one by one, read as a text. */
    private List<Value> coded(Script script, Node call, Value receiver) {
        var text = new StringBuilder();
        for (var element : elements(List.of(receiver))) {
            if (!(element instanceof Num num) || !Character.isValidCodePoint((int) num.number())) {
                return List.of();
            }
            text.appendCodePoint((int) num.number());
        }
        return text.isEmpty()
                ? List.of()
                : List.of(new Text(text.toString(), Via.DECODED, script, call));
    }

    private List<Value> joined(Script script, Node call, Value receiver) {
        var separator = call.size() > 1 ? string(script, call, 1) : ",";
        var text = new StringBuilder();
        var via = Via.FOLDED;
        var origin = call;
        var where = script;
        var longest = -1;
        var first = true;
        var parts = elements(List.of(receiver));
        for (var part : parts) {
            if (!first) {
                text.append(separator);
            }
            first = false;
            switch (part) {
                case Text piece -> {
                    text.append(piece.text());
                    via = Texts.later(via, piece.via());
                    if (piece.text().length() > longest) {
                        longest = piece.text().length();
                        origin = piece.origin();
                        where = piece.script();
                    }
                }
                case Num num -> text.append(Texts.number(num.number()));
                default -> text.append(Value.HOLE);
            }
            if (text.length() > Texts.LONGEST) {
                return List.of();
            }
        }
        if (isReversed(call)) {
            via = Via.DECODED;
        }
        return text.isEmpty() ? List.of() : List.of(new Text(text.toString(), via, where, origin));
    }

    /** {@code x.split("").reverse().join("")} hides a string as much as an encoding does. */
    private static boolean isReversed(Node join) {
        var receiver = join.kid(0).kid(0);
        return receiver.is(Kind.CALL)
                && receiver.kid(0).is(Kind.MEMBER)
                && receiver.kid(0).isNamed("reverse");
    }

    /** The elements of an array, one value each. */
    List<Value> elements(List<Value> arrays) {
        return elements.of(arrays);
    }

    private static List<Value> one(String text, Text from, Via via) {
        return List.of(new Text(text, Texts.later(via, from.via()), from.script(), from.origin()));
    }

    private String string(Script script, Node call, int index) {
        if (index >= call.size()) {
            return "";
        }
        var text = evaluator.text(script, call.kid(index));
        return text == null ? "" : text.text();
    }

    private double number(Script script, Node call, int index, double otherwise) {
        if (index < call.size()) {
            for (var value : evaluator.of(script, call.kid(index))) {
                if (value instanceof Num num) {
                    return num.number();
                }
            }
        }
        return otherwise;
    }
}
