package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.Value.ClassOf;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Instance;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.List;

/** What calls and constructions give: constants that functions compute, modules, instances. */
final class Calls {

    /** As good as its address, as {@code new Request(url)} is. */
    private static final String PYTHON_REQUEST = "m:py:urllib.request.Request";

    private final Evaluator evaluator;
    private final StringMethods strings;
    private final Decoding decoding;
    private final Decoders decoders;
    private final Applications applications;
    private final CharacterCodes codes;
    private final PlatformCalls platform;
    private final UrlConstruction urls;
    private final EnvironmentCopies copies;

    Calls(Evaluator evaluator, CodePackage code) {
        this.evaluator = evaluator;
        this.applications = new Applications(evaluator);
        this.strings = new StringMethods(evaluator, applications);
        this.decoding = new Decoding(evaluator, strings);
        this.decoders = new Decoders(strings);
        this.codes = new CharacterCodes(evaluator, strings, applications);
        this.platform = new PlatformCalls(evaluator, code, decoding, codes);
        this.urls = new UrlConstruction(evaluator);
        this.copies = new EnvironmentCopies(evaluator);
    }

    List<Value> elements(List<Value> lists) {
        return strings.elements(lists);
    }

    List<Value> of(Script script, Node call) {
        var callee = call.kid(0);
        var wrapped = Wrappers.called(script, call);
        if (wrapped != null) {
            return List.of(wrapped);
        }
        if (callee.is(Kind.MEMBER)) {
            var folded = method(script, call, callee);
            if (!folded.isEmpty()) {
                return folded;
            }
            var copied = copies.method(script, call, callee);
            if (!copied.isEmpty()) {
                return copied;
            }
        }
        var values = new Alternatives();
        if (callee instanceof Ident ident
                && ident.binding() == null
                && ident.name().startsWith("_")) {
            values.addAll(applications.interop(script, call));
        }
        var targets = evaluator.of(script, callee);
        if (call.size() > 1 && anyFunction(targets)) {
            var decoded =
                    decoders.of(script, call, targets, () -> applications.arguments(script, call));
            if (decoded != null) {
                return decoded;
            }
        }
        for (var target : targets) {
            switch (target) {
                case External external -> {
                    var copied = copies.called(script, call, external.path());
                    values.addAll(copied.isEmpty() ? platform.of(script, call, external) : copied);
                }
                case Func func -> values.addAll(applications.apply(script, call, func));
                default -> {}
            }
        }
        if (values.isEmpty()) {
            values.addAll(applications.interop(script, call));
        }
        return values.list();
    }

    private static boolean anyFunction(List<Value> targets) {
        for (var target : targets) {
            if (target instanceof Func) {
                return true;
            }
        }
        return false;
    }

    List<Value> construct(Script script, Node call) {
        var values = new Alternatives();
        for (var target : evaluator.of(script, call.kid(0))) {
            switch (target) {
                case ClassOf of -> values.add(new Instance(of.script(), of.cls()));
                case External external
                        when decoding.constructed(script, call, external.path())
                                instanceof List<Value> given ->
                        values.addAll(given);
                case External external when external.path().equals("g:URL") ->
                        values.addAll(urls.of(script, call));
                case External external when external.path().equals(PYTHON_REQUEST) ->
                        values.addAll(first(script, call));
                case External external
                        when external.path().equals("g:String")
                                || external.path().equals("g:Request")
                                || external.path().equals("m:url.URL") ->
                        values.addAll(
                                external.path().endsWith("URL")
                                        ? urls.of(script, call)
                                        : first(script, call));
                case External external -> {
                    values.addAll(copies.called(script, call, external.path()));
                    values.add(new External(external.path() + "{}", script, call));
                }
                default -> {}
            }
        }
        return values.list();
    }

    /** What the function that is handed to {@code then} makes of what the promise holds. */
    private List<Value> then(Script script, Node call, Node callee) {
        if (call.size() < 2) {
            return List.of();
        }
        var held = evaluator.of(script, callee.kid(0));
        if (held.isEmpty()) {
            return List.of();
        }
        var values = new Alternatives();
        for (var function : evaluator.of(script, call.kid(1))) {
            if (function instanceof Func func) {
                values.addAll(applications.applied(func, List.of(held)));
            }
        }
        return values.list();
    }

    private List<Value> first(Script script, Node call) {
        return call.size() > 1 ? evaluator.of(script, call.kid(1)) : List.of();
    }

    // Methods of constants

    private List<Value> method(Script script, Node call, Node callee) {
        switch (callee.name()) {
            case "map" -> {
                return codes.mapped(script, call, callee);
            }
            case "fromCharCode", "fromCodePoint" -> {
                return callee.kid(0).isNamed("String")
                        ? codes.characters(script, call, 1)
                        : List.of();
            }
            case "apply", "call" -> {
                // String.fromCharCode.apply(null, codes)
                return callee.kid(0).isNamed("fromCharCode")
                        ? codes.characters(script, call, 2)
                        : List.of();
            }
            case "bind" -> {
                return evaluator.of(script, callee.kid(0));
            }
            case "then" -> {
                return then(script, call, callee);
            }
            case "catch", "finally" -> {
                return evaluator.of(script, callee.kid(0));
            }
            default -> {
                return strings.isKnown(callee.name())
                        ? strings.of(script, call, callee)
                        : List.of();
            }
        }
    }
}
