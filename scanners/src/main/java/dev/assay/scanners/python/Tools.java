package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Functions that a decorator offers as a tool, a prompt or a resource, written as the registration
 * that JavaScript would have: {@code server.registerTool(name, {description, inputSchema}, fn)}.
 */
final class Tools {

    private final Statements in;
    private final Schemas schemas;
    private final Map<String, Definition> functions;

    Tools(Statements in, Schemas schemas, Map<String, Definition> functions) {
        this.in = in;
        this.schemas = schemas;
        this.functions = functions;
    }

    /** What a decorator does by itself; what it offers is told behind the function. */
    void before(ExprTy decorator, List<Node> out) {
        if (decorator instanceof ExprTy.Call call && offer(call) == null) {
            out.add(in.effect(call, in.of(call)));
        }
    }

    void after(Definition source, List<Node> out) {
        for (var decorator : source.decorators()) {
            var offer = offer(decorator);
            if (offer != null) {
                var call = decorator instanceof ExprTy.Call made ? made : null;
                out.add(in.effect(decorator, registered(offer, call, 0, source)));
            }
        }
    }

    /** {@code @server.tool} and {@code @server.tool(…)}: the {@code server.tool} in it, or null. */
    private static ExprTy.@Nullable Attribute offer(ExprTy decorator) {
        var callee = decorator instanceof ExprTy.Call call ? call.func : decorator;
        return callee instanceof ExprTy.Attribute method && isOffer(method.attr) ? method : null;
    }

    private static boolean isOffer(String name) {
        return switch (name) {
            case "tool", "prompt", "resource" -> true;
            default -> false;
        };
    }

    /** {@code server.add_tool(function, name=…)}, or null where the function is not of the file. */
    @Nullable Node added(Arguments call, ExprTy.Attribute method) {
        if (!(call.at(0) instanceof ExprTy.Name name) || !functions.containsKey(name.id)) {
            return null;
        }
        var function = functions.get(name.id);
        return function == null ? null : registered(method, call.call(), 1, function);
    }

    private Node registered(
            ExprTy.Attribute offer, ExprTy.@Nullable Call call, int from, Definition source) {
        var arguments = call == null ? null : new Arguments(in, call);
        var kind = offer.attr.equals("add_tool") ? "tool" : offer.attr;
        var at = call == null ? offer : call;
        var given = arguments == null ? null : arguments.named("name");
        if (given == null && arguments != null && !kind.equals("resource")) {
            given = arguments.at(from);
        }
        var name = given == null ? in.string(at, source.name()) : in.of(given);
        var properties = new ArrayList<Node>();
        described(arguments, kind, from, source, properties);
        said(arguments, properties);
        var register =
                switch (kind) {
                    case "prompt" -> "registerPrompt";
                    case "resource" -> "registerResource";
                    default -> "registerTool";
                };
        switch (kind) {
            case "prompt" ->
                    properties.add(
                            in.property(source.at(), "arguments", schemas.arguments(source)));
            case "tool" ->
                    properties.add(
                            in.property(source.at(), "inputSchema", schemas.ofParameters(source)));
            default -> {}
        }
        var object = in.object(at, properties);
        var function = in.ident(source.at(), source.name());
        var uri = arguments == null ? null : arguments.get(0, "uri");
        return kind.equals("resource") && uri != null
                ? in.method(at, in.of(offer.value), register, name, in.of(uri), object, function)
                : in.method(at, in.of(offer.value), register, name, object, function);
    }

    /** What is said where the function is offered; else what the function says of itself. */
    private void described(
            @Nullable Arguments arguments,
            String kind,
            int from,
            Definition source,
            List<Node> properties) {
        var given = arguments == null ? null : arguments.named("description");
        if (given == null && arguments != null && !kind.equals("resource")) {
            given = arguments.at(from + 1);
        }
        var documentation = source.documentation();
        if (given != null) {
            properties.add(in.property(given, "description", in.of(given)));
        } else if (documentation != null) {
            var text = Documentation.clean(documentation);
            var at = source.body()[0];
            properties.add(in.property(at, "description", in.string(at, text)));
        }
    }

    private void said(@Nullable Arguments arguments, List<Node> properties) {
        if (arguments == null) {
            return;
        }
        for (var keyword : arguments.call().keywords) {
            switch (String.valueOf(keyword.arg)) {
                case "title", "mime_type" ->
                        properties.add(
                                in.property(
                                        keyword,
                                        keyword.arg.equals("title") ? "title" : "mimeType",
                                        in.of(keyword.value)));
                case "annotations" ->
                        properties.add(in.property(keyword, "annotations", hints(keyword.value)));
                default -> {}
            }
        }
    }

    /** {@code ToolAnnotations(readOnlyHint=True)} is the object of its arguments. */
    private Node hints(ExprTy source) {
        return source instanceof ExprTy.Call call && call.args.length == 0
                ? in.object(call, new Arguments(in, call).properties())
                : in.of(source);
    }
}
