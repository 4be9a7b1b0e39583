package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;

/** Methods by their name alone, as nobody knows what they are called on before all is followed. */
final class Methods {

    /** What JavaScript calls them. */
    private static final Map<String, String> RENAMED =
            Map.of(
                    "append", "push",
                    "appendleft", "unshift",
                    "upper", "toUpperCase",
                    "lower", "toLowerCase",
                    "casefold", "toLowerCase",
                    "lstrip", "trimStart",
                    "startswith", "startsWith",
                    "endswith", "endsWith",
                    "replace", "replaceAll",
                    "rsplit", "split");

    private final Expressions in;
    private final Texts texts;

    Methods(Expressions in) {
        this.in = in;
        this.texts = new Texts(in);
    }

    /**
     * A call of a method as the engine knows it, or null.
     *
     * @param foreign whether it is called on something of a module
     */
    @Nullable Node of(Arguments call, ExprTy.Attribute method, boolean foreign) {
        var sent = NetworkIdioms.sent(call, method);
        if (sent != null) {
            return sent;
        }
        switch (method.attr) {
            case "sendmail" -> {
                return NetworkIdioms.mailed(call);
            }
            case "send_message" -> {
                return NetworkIdioms.messageSent(call);
            }
            case "run" -> {
                return foreign ? null : NetworkIdioms.served(call, method);
            }
            case "add_tool" -> {
                return in.tools().added(call, method);
            }
            default -> {}
        }
        return foreign ? null : own(call, method);
    }

    private @Nullable Node own(Arguments call, ExprTy.Attribute method) {
        var source = call.call();
        var first = call.at(0);
        var bare = source.keywords.length == 0;
        switch (method.attr) {
            case "format" -> {
                return texts.format(source, method.value);
            }
            case "update" -> {
                return updated(call, method);
            }
            case "model_json_schema", "schema" -> {
                return method.value instanceof ExprTy.Name name
                        ? in.schemas().ofClass(source, name.id)
                        : null;
            }
            case "encode", "decode" -> {
                return coded(call, method);
            }
            default -> {}
        }
        if (!bare) {
            return null;
        }
        return switch (method.attr) {
            case "append",
                    "appendleft",
                    "upper",
                    "lower",
                    "casefold",
                    "lstrip",
                    "startswith",
                    "endswith",
                    "replace",
                    "rsplit" ->
                    in.method(
                            source,
                            in.of(method.value),
                            RENAMED.getOrDefault(method.attr, method.attr),
                            call.positional(0));
            case "strip", "rstrip" ->
                    in.method(
                            source,
                            in.of(method.value),
                            method.attr.equals("strip") ? "trim" : "trimEnd",
                            call.positional(0));
            case "extend" ->
                    first == null
                            ? null
                            : in.method(
                                    source,
                                    in.of(method.value),
                                    "push",
                                    in.node(Kind.SPREAD, first, null, in.of(first)));
            case "insert" ->
                    call.size() == 2
                            ? in.method(source, in.of(method.value), "push", call.node(1, ""))
                            : null;
            case "join" ->
                    first == null || call.size() != 1
                            ? null
                            : in.method(source, in.of(first), "join", in.of(method.value));
            case "items", "keys", "values" ->
                    call.size() > 0
                            ? null
                            : in.call(
                                    source,
                                    in.global(
                                            source,
                                            "Object",
                                            method.attr.equals("items") ? "entries" : method.attr),
                                    in.of(method.value));
            case "get" -> looked(call, method);
            case "setdefault", "add_header", "__setitem__", "replace_header" -> put(call, method);
            case "read",
                    "readlines",
                    "readline",
                    "read_bytes_all",
                    "getvalue",
                    "getbuffer",
                    "copy" ->
                    call.size() == 0 ? in.of(method.value) : null;
            case "read_text",
                    "read_bytes",
                    "write_text",
                    "write_bytes",
                    "iterdir",
                    "rglob",
                    "touch" ->
                    FileIdioms.used(call, in.of(method.value), method.attr);
            case "unlink", "rmdir", "mkdir", "chmod", "rename", "open", "glob", "symlink_to" ->
                    Paths.isPath(in, method.value)
                            ? FileIdioms.used(call, in.of(method.value), method.attr)
                            : null;
            case "joinpath" ->
                    in.call(
                            source,
                            in.library(source, "node:path", "join"),
                            prepended(in.of(method.value), call.positional(0)));
            case "expanduser", "resolve", "absolute" ->
                    Paths.isPath(in, method.value) ? in.of(method.value) : null;
            case "run_in_executor" ->
                    call.size() < 2 ? null : call.called(call.node(1, ""), call.positional(2));
            default -> null;
        };
    }

    private static Node[] prepended(Node first, Node[] rest) {
        var all = new Node[rest.length + 1];
        all[0] = first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }

    /** Text to bytes and back says nothing new; codecs that are named by a text may. */
    private @Nullable Node coded(Arguments call, ExprTy.Attribute method) {
        var codec = Texts.constant(call.get(0, "encoding"));
        if (codec == null) {
            return in.of(method.value);
        }
        return switch (codec.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "")) {
            case "rot13" ->
                    in.call(
                            call.call(),
                            in.library(call.call(), "pylib:text", "rot13"),
                            in.of(method.value));
            default -> in.of(method.value);
        };
    }

    private @Nullable Node updated(Arguments call, ExprTy.Attribute method) {
        var arguments = new ArrayList<Node>();
        arguments.add(in.of(method.value));
        for (var given : call.call().args) {
            arguments.add(in.of(given));
        }
        var properties = call.properties();
        if (!properties.isEmpty()) {
            arguments.add(in.object(call.call(), properties));
        }
        return arguments.size() < 2
                ? null
                : in.call(
                        call.call(),
                        in.global(call.call(), "Object", "assign"),
                        arguments.toArray(Node.NONE));
    }

    /** {@code values.get("key", other)}; what has a slash is an address. */
    private @Nullable Node looked(Arguments call, ExprTy.Attribute method) {
        var key = Texts.constant(call.at(0));
        if (key == null
                || key.indexOf('/') >= 0
                || call.size() > 2
                || in.isAwaited(call.call())
                || isClient(method.value)) {
            return null;
        }
        var value = in.member(call.call(), in.of(method.value), key);
        var fallback = call.at(1);
        return fallback == null
                ? value
                : in.node(Kind.LOGICAL, call.call(), "||", value, in.of(fallback));
    }

    /** What is called a client is asked for an address, not for a key. */
    private static boolean isClient(ExprTy receiver) {
        var name = String.valueOf(Records.last(receiver)).toLowerCase(Locale.ROOT);
        return name.contains("client") || name.contains("session") || name.contains("http");
    }

    private @Nullable Node put(Arguments call, ExprTy.Attribute method) {
        var key = call.at(0);
        var value = call.at(1);
        if (key == null || value == null) {
            return null;
        }
        var name = Texts.constant(key);
        var object = in.of(method.value);
        var target =
                name == null
                        ? in.node(Kind.INDEX, call.call(), null, object, in.of(key))
                        : in.member(call.call(), object, name);
        var operator = method.attr.equals("setdefault") ? "??=" : "=";
        return in.node(Kind.ASSIGN, call.call(), operator, target, in.of(value));
    }
}
