package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Functions that make values of values: what a text is when it was hidden, above all. */
final class TextIdioms {

    private TextIdioms() {}

    static Map<String, Idiom> all() {
        var all = new HashMap<String, Idiom>();
        all.put(
                "builtins.chr",
                first(call -> call.in().global(call.call(), "String", "fromCharCode")));
        all.put("builtins.ord", TextIdioms::ord);
        for (var name : List.of("str", "repr", "format", "ascii")) {
            all.put("builtins." + name, first(call -> call.in().global(call.call(), "String")));
        }
        all.put("builtins.bytes", TextIdioms::bytes);
        all.put("builtins.bytearray", TextIdioms::bytes);
        all.put("builtins.memoryview", TextIdioms::same);
        all.put("builtins.int", TextIdioms::integer);
        for (var name : List.of("list", "tuple", "set", "frozenset", "sorted", "iter")) {
            all.put("builtins." + name, TextIdioms::list);
        }
        all.put("builtins.reversed", TextIdioms::reversed);
        all.put("builtins.map", TextIdioms::mapped);
        all.put("builtins.filter", call -> call.size() == 2 ? call.node(1, "") : null);
        all.put("builtins.dict", TextIdioms::dict);
        all.put("collections.OrderedDict", TextIdioms::dict);
        for (var name :
                List.of(
                        "b64decode",
                        "urlsafe_b64decode",
                        "standard_b64decode",
                        "decodebytes",
                        "decodestring")) {
            all.put("base64." + name, buffer("base64"));
        }
        all.put("binascii.a2b_base64", buffer("base64"));
        all.put("builtins.bytes.fromhex", buffer("hex"));
        all.put("builtins.bytearray.fromhex", buffer("hex"));
        all.put("binascii.unhexlify", buffer("hex"));
        all.put("binascii.a2b_hex", buffer("hex"));
        all.put(
                "base64.b16decode",
                call ->
                        call.in()
                                .call(
                                        call.call(),
                                        call.in().global(call.call(), "Buffer", "from"),
                                        call.node(0, "s"),
                                        call.in().string(call.call(), "hex")));
        all.put("base64.b32decode", text("base32"));
        all.put("base64.b85decode", text("base85"));
        all.put("base64.a85decode", text("ascii85"));
        all.put("codecs.decode", TextIdioms::coded);
        all.put("codecs.encode", TextIdioms::coded);
        all.put("base64.b64encode", encoded("base64"));
        all.put("base64.urlsafe_b64encode", encoded("base64"));
        all.put("base64.standard_b64encode", encoded("base64"));
        all.put("binascii.hexlify", encoded("hex"));
        for (var module : List.of("json", "orjson", "ujson", "simplejson", "rapidjson")) {
            all.put(
                    module + ".dumps",
                    first(call -> call.in().global(call.call(), "JSON", "stringify")));
            all.put(
                    module + ".loads",
                    first(call -> call.in().global(call.call(), "JSON", "parse")));
            all.put(
                    module + ".load",
                    first(call -> call.in().global(call.call(), "JSON", "parse")));
        }
        all.put(
                "urllib.parse.quote",
                first(call -> call.in().global(call.call(), "encodeURIComponent")));
        all.put(
                "urllib.parse.quote_plus",
                first(call -> call.in().global(call.call(), "encodeURIComponent")));
        all.put(
                "urllib.parse.unquote",
                first(call -> call.in().global(call.call(), "decodeURIComponent")));
        all.put(
                "urllib.parse.unquote_plus",
                first(call -> call.in().global(call.call(), "decodeURIComponent")));
        all.put(
                "urllib.parse.urljoin",
                call ->
                        call.size() < 2
                                ? null
                                : call.in()
                                        .made(
                                                call.call(),
                                                call.in().global(call.call(), "URL"),
                                                call.node(1, "url"),
                                                call.node(0, "base")));
        all.put(
                "urllib.parse.urlencode",
                call ->
                        call.size() < 1
                                ? null
                                : call.in()
                                        .made(
                                                call.call(),
                                                call.in().global(call.call(), "URLSearchParams"),
                                                call.node(0, "query")));
        all.put("textwrap.dedent", TextIdioms::same);
        all.put("inspect.cleandoc", TextIdioms::same);
        all.put("typing.cast", call -> call.size() == 2 ? call.node(1, "") : null);
        all.put("copy.deepcopy", TextIdioms::same);
        all.put("copy.copy", TextIdioms::same);
        return all;
    }

    private interface Callee {
        Node of(Arguments call);
    }

    private static Idiom first(Callee callee) {
        return call ->
                call.size() == 0
                        ? null
                        : call.in().call(call.call(), callee.of(call), call.node(0, ""));
    }

    private static Idiom buffer(String encoding) {
        return call ->
                call.size() == 0
                        ? null
                        : call.in()
                                .call(
                                        call.call(),
                                        call.in().global(call.call(), "Buffer", "from"),
                                        call.node(0, ""),
                                        call.in().string(call.call(), encoding));
    }

    private static Idiom text(String encoding) {
        return first(call -> call.in().library(call.call(), "pylib:text", encoding));
    }

    private static Idiom encoded(String encoding) {
        return call ->
                call.size() == 0
                        ? null
                        : call.in()
                                .method(
                                        call.call(),
                                        call.node(0, ""),
                                        "toString",
                                        call.in().string(call.call(), encoding));
    }

    private static @Nullable Node same(Arguments call) {
        return call.size() == 0 ? null : call.node(0, "");
    }

    private static @Nullable Node ord(Arguments call) {
        return call.size() != 1
                ? null
                : call.in()
                        .method(
                                call.call(),
                                call.node(0, ""),
                                "charCodeAt",
                                call.in().number(call.call(), 0));
    }

    /** Of a text with its encoding, or of numbers. */
    private static @Nullable Node bytes(Arguments call) {
        var given = call.at(0);
        if (given == null) {
            return call.in().string(call.call(), "");
        }
        if (call.size() > 1 || call.named("encoding") != null || Texts.constant(given) != null) {
            return call.in().of(given);
        }
        return Texts.isNumber(given)
                ? null
                : call.in()
                        .call(
                                call.call(),
                                call.in().global(call.call(), "Buffer", "from"),
                                call.in().of(given));
    }

    private static @Nullable Node integer(Arguments call) {
        return call.size() == 0
                ? null
                : call.in()
                        .call(
                                call.call(),
                                call.in().global(call.call(), "parseInt"),
                                call.positional(0));
    }

    private static @Nullable Node list(Arguments call) {
        return call.size() == 0 ? call.in().node(Kind.ARRAY, call.call(), null) : call.node(0, "");
    }

    private static @Nullable Node reversed(Arguments call) {
        var none = call.in().node(Kind.NULL, call.call(), null);
        return call.size() != 1
                ? null
                : call.in()
                        .method(
                                call.call(),
                                call.node(0, ""),
                                "py:step",
                                none,
                                none,
                                call.in().number(call.call(), -1));
    }

    private static @Nullable Node mapped(Arguments call) {
        var function = call.at(0);
        if (call.size() != 2 || function == null) {
            return null;
        }
        var characters = "builtins.chr".equals(call.in().meaning(function));
        return call.in()
                .method(
                        call.call(),
                        call.node(1, ""),
                        "map",
                        characters
                                ? call.in().global(function, "String", "fromCharCode")
                                : call.in().of(function));
    }

    private static @Nullable Node dict(Arguments call) {
        var given = call.at(0);
        if (given instanceof ExprTy.List
                || given instanceof ExprTy.Call
                || given instanceof ExprTy.GeneratorExp
                || given instanceof ExprTy.ListComp) {
            if (call.call().keywords.length == 0) {
                return call.in()
                        .call(
                                call.call(),
                                call.in().global(call.call(), "Object", "fromEntries"),
                                call.in().of(given));
            }
        }
        var properties = call.properties();
        if (given != null) {
            properties.addFirst(call.in().node(Kind.SPREAD, given, null, call.in().of(given)));
        }
        return call.in().object(call.call(), properties);
    }

    private static @Nullable Node coded(Arguments call) {
        var encoding = Texts.constant(call.get(1, "encoding"));
        if (call.size() == 0) {
            return null;
        }
        return switch (encoding == null ? "" : encoding.toLowerCase(Locale.ROOT).replace("_", "")) {
            case "rot13" -> text("rot13").of(call);
            case "hex", "hexcodec" -> buffer("hex").of(call);
            case "base64", "base64codec" -> buffer("base64").of(call);
            default -> call.node(0, "obj");
        };
    }
}
