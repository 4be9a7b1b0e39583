package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.List;

/** Texts that are put together from numbers, which is how strings are hidden from a search. */
final class CharacterCodes {

    private static final int MOST_ITEMS = 4096;

    private final Evaluator evaluator;
    private final StringMethods strings;
    private final Applications applications;

    CharacterCodes(Evaluator evaluator, StringMethods strings, Applications applications) {
        this.evaluator = evaluator;
        this.strings = strings;
        this.applications = applications;
    }

    /** The text of the arguments from one on, each a code. */
    List<Value> characters(Script script, Node call, int first) {
        var text = new StringBuilder();
        for (var index = first; index < call.size() && index < MOST_ITEMS; index++) {
            var argument = call.kid(index);
            for (var value : evaluator.of(script, argument)) {
                append(text, value);
                break;
            }
        }
        return text.isEmpty()
                ? List.of()
                : List.of(new Text(text.toString(), Via.DECODED, script, call));
    }

    /** Adds the characters that codes stand for. */
    void append(StringBuilder text, Value value) {
        switch (value) {
            case Num num -> {
                var point = (int) num.number();
                if (Character.isValidCodePoint(point)) {
                    text.appendCodePoint(point);
                }
            }
            case Arr arr -> {
                for (var element : arr.node().kids()) {
                    for (var item : evaluator.of(arr.script(), element)) {
                        append(text, item);
                        break;
                    }
                }
            }
            case Items items -> items.items().forEach(item -> append(text, item));
            default -> {}
        }
    }

    /** {@code [104, 116].map(c => String.fromCharCode(c))} and its variations. */
    List<Value> mapped(Script script, Node call, Node callee) {
        if (call.size() < 2 || !mayDecode(call.kid(1))) {
            return List.of();
        }
        var receivers = evaluator.of(script, callee.kid(0));
        if (receivers.stream().noneMatch(CharacterCodes::mayBeCodes)) {
            return List.of();
        }
        var elements = strings.elements(receivers);
        if (elements.isEmpty() || elements.size() > MOST_ITEMS) {
            return List.of();
        }
        for (var function : evaluator.of(script, call.kid(1))) {
            if (function instanceof Func func && !func.fn().parameters().isEmpty()) {
                var items = new ArrayList<Value>(elements.size());
                for (var element : elements) {
                    var value = applications.applied(func, List.of(List.of(element)));
                    if (value.isEmpty()) {
                        return List.of();
                    }
                    items.add(value.getFirst());
                }
                return List.of(new Items(items));
            }
            if (function instanceof External external
                    && external.path().equals("g:String.fromCharCode")) {
                var items = new ArrayList<Value>(elements.size());
                for (var element : elements) {
                    var text = new StringBuilder();
                    append(text, element);
                    items.add(new Text(text.toString(), Via.DECODED, script, call));
                }
                return List.of(new Items(items));
            }
        }
        return List.of();
    }

    /** A list of constants, told by its first. */
    private static boolean mayBeCodes(Value value) {
        return switch (value) {
            case Arr arr when arr.node().size() > 0 ->
                    switch (arr.node().kid(0).kind()) {
                        case NUMBER, STRING, BINARY -> true;
                        default -> false;
                    };
            case Items items -> true;
            case Text text -> true;
            default -> false;
        };
    }

    /** A function of one expression, or one that is named: what decoders look like. */
    private static boolean mayDecode(Node function) {
        return function instanceof Fn fn
                ? fn.body().size() == 1
                        && fn.body().kid(0).is(Kind.RETURN)
                        && fn.body().kid(0).size() == 1
                        && !fn.body().kid(0).kid(0).is(Kind.OBJECT)
                : function.is(Kind.MEMBER) || function.is(Kind.IDENT);
    }
}
