package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Obj;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Functions and classes of the platform that turn one form of a constant into another. */
final class Decoding {

    private static final int MOST_ITEMS = 4096;

    private final Evaluator evaluator;
    private final StringMethods strings;

    Decoding(Evaluator evaluator, StringMethods strings) {
        this.evaluator = evaluator;
        this.strings = strings;
    }

    /** What a call gives, or null where it is none of these functions. */
    @Nullable List<Value> called(Script script, Node call, String path) {
        return switch (path) {
            case "g:TextDecoder{}.decode", "m:util.TextDecoder{}.decode" ->
                    texts(script, call, Via.DECODED);
            case "g:TextEncoder{}.encode", "m:util.TextEncoder{}.encode" ->
                    texts(script, call, Via.PLAIN);
            case "g:Uint8Array.fromBase64" -> decoded(script, call, "base64");
            case "g:Uint8Array.fromHex" -> decoded(script, call, "hex");
            case "g:Uint8Array.from", "g:Uint8Array.of" -> bytes(script, call);
            case "g:Array.from" -> list(script, call);
            case "g:String.raw" -> raw(script, call);
            case "g:parseInt", "g:Number.parseInt", "g:Number", "g:parseFloat" ->
                    number(script, call);
            case "g:Map{}.get" -> entry(script, call);
            case "g:Reflect.get" -> property(script, call);
            case "g:Object.values" -> values(script, call);
            default -> null;
        };
    }

    /** What a construction gives, or null where it is none of these classes. */
    @Nullable List<Value> constructed(Script script, Node call, String path) {
        return switch (path) {
            case "g:Uint8Array", "g:Uint16Array", "g:Uint8ClampedArray" -> bytes(script, call);
            default -> null;
        };
    }

    private List<Value> argument(Script script, Node call, int index) {
        return index < call.size() ? evaluator.of(script, call.kid(index)) : List.of();
    }

    private List<Value> texts(Script script, Node call, Via via) {
        var values = new Alternatives();
        for (var value : argument(script, call, 1)) {
            switch (value) {
                case Text text -> values.add(text);
                case Value.Arr arr -> values.add(characters(script, call, List.of(arr), via));
                case Items items -> values.add(characters(script, call, List.of(items), via));
                case External external -> values.add(external);
                default -> {}
            }
        }
        return values.list();
    }

    private Text characters(Script script, Node call, List<Value> codes, Via via) {
        var text = new StringBuilder();
        for (var code : strings.elements(codes)) {
            if (code instanceof Num num && text.length() < MOST_ITEMS) {
                text.append((char) num.number());
            }
        }
        return new Text(text.toString(), via, script, call);
    }

    private List<Value> bytes(Script script, Node call) {
        var given = argument(script, call, 1);
        if (given.size() == 1 && given.getFirst() instanceof Text text) {
            return List.of(text);
        }
        var elements = strings.elements(given);
        return elements.isEmpty() || elements.size() > MOST_ITEMS
                ? List.of()
                : List.of(new Items(elements));
    }

    private List<Value> list(Script script, Node call) {
        var elements = strings.elements(argument(script, call, 1));
        return elements.isEmpty() || elements.size() > MOST_ITEMS
                ? argument(script, call, 1)
                : List.of(new Items(elements));
    }

    private List<Value> decoded(Script script, Node call, String encoding) {
        var values = new Alternatives();
        for (var text : Evaluator.textsOf(argument(script, call, 1))) {
            var plain = text.isWhole() ? Texts.decode(text.text(), encoding) : null;
            if (plain != null) {
                values.add(new Text(plain, Via.DECODED, text.script(), text.origin()));
            }
        }
        return values.list();
    }

    /** The parts of a tagged template stand in a list, and what is between them follows. */
    private List<Value> raw(Script script, Node call) {
        if (call.size() < 2 || !call.kid(1).is(Kind.ARRAY)) {
            return List.of();
        }
        var parts = call.kid(1).kids();
        var text = new StringBuilder();
        for (var index = 0; index < parts.length; index++) {
            text.append(parts[index].name());
            if (index + 2 < call.size()) {
                var between = evaluator.text(script, call.kid(index + 2));
                text.append(between == null ? String.valueOf(Value.HOLE) : between.text());
            }
        }
        return List.of(new Text(text.toString(), Via.FOLDED, script, call.kid(1)));
    }

    private List<Value> number(Script script, Node call) {
        var radix = 10;
        for (var value : argument(script, call, 2)) {
            if (value instanceof Num num && num.number() >= 2 && num.number() <= 36) {
                radix = (int) num.number();
            }
        }
        for (var value : argument(script, call, 1)) {
            if (value instanceof Num num) {
                return List.of(num);
            }
            if (value instanceof Text text && text.isWhole()) {
                var parsed = Texts.leadingNumber(text.text(), radix);
                return Double.isNaN(parsed) ? List.of() : List.of(new Num(parsed));
            }
        }
        return List.of();
    }

    /** {@code new Map([[key, value]]).get(key)}; any value where the key is not known. */
    private List<Value> entry(Script script, Node call) {
        var key = call.size() > 1 ? evaluator.text(script, call.kid(1)) : null;
        var values = new Alternatives();
        for (var receiver : evaluator.of(script, call.kid(0).kid(0))) {
            if (receiver instanceof External map && map.made() != null && map.script() != null) {
                for (var entries : argument(map.script(), map.made(), 1)) {
                    for (var entry : strings.elements(List.of(entries))) {
                        add(entry, key, values);
                    }
                }
                var holder = map.script().objectNames().get(map.made());
                if (holder != null) {
                    for (var change : holder.changes()) {
                        if (change.kid(0).isNamed("set") && change.size() > 2) {
                            values.addAll(evaluator.of(map.script(), change.kid(2)));
                        }
                    }
                }
            }
        }
        return values.list();
    }

    private void add(Value entry, @Nullable Text key, Alternatives values) {
        var pair = List.of(entry);
        var members = evaluator.members();
        var names = Evaluator.textsOf(members.of(pair, "0"));
        if (key == null || names.stream().anyMatch(name -> name.text().equals(key.text()))) {
            values.addAll(members.of(pair, "1"));
        }
    }

    private List<Value> property(Script script, Node call) {
        var name = call.size() > 2 ? evaluator.text(script, call.kid(2)) : null;
        return name == null
                ? List.of()
                : evaluator.members().of(argument(script, call, 1), name.text());
    }

    private List<Value> values(Script script, Node call) {
        var given = argument(script, call, 1);
        return given.size() == 1 && given.getFirst() instanceof Obj
                ? List.of(new Items(evaluator.members().each(given)))
                : List.of();
    }
}
