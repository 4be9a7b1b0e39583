package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.ClassOf;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.Value.Instance;
import dev.assay.scanners.javascript.Value.Items;
import dev.assay.scanners.javascript.Value.Num;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Binding;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What calls and constructions give: constants that functions compute, modules, instances. */
final class Calls {

    private static final int MOST_ITEMS = 4096;
    private static final int DEEPEST_APPLICATION = 2;

    private final Evaluator evaluator;
    private final CodePackage code;
    private final StringMethods strings;
    private final Decoding decoding;
    private final Map<Fn, List<Node>> results = new IdentityHashMap<>();
    private int applied;

    Calls(Evaluator evaluator, CodePackage code) {
        this.evaluator = evaluator;
        this.code = code;
        this.strings = new StringMethods(evaluator, this);
        this.decoding = new Decoding(evaluator, strings);
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
        }
        var values = new LinkedHashSet<Value>();
        if (callee instanceof Ident ident
                && ident.binding() == null
                && ident.name().startsWith("_")) {
            values.addAll(interop(script, call));
        }
        for (var target : evaluator.of(script, callee)) {
            switch (target) {
                case External external -> values.addAll(external(script, call, external));
                case Func func -> values.addAll(apply(script, call, func));
                default -> {}
            }
        }
        if (values.isEmpty()) {
            values.addAll(interop(script, call));
        }
        return Evaluator.narrow(values);
    }

    List<Value> construct(Script script, Node call) {
        var values = new LinkedHashSet<Value>();
        for (var target : evaluator.of(script, call.kid(0))) {
            switch (target) {
                case ClassOf of -> values.add(new Instance(of.script(), of.cls()));
                case External external
                        when decoding.constructed(script, call, external.path())
                                instanceof List<Value> given ->
                        values.addAll(given);
                case External external when external.path().equals("g:URL") ->
                        values.addAll(url(script, call));
                case External external
                        when external.path().equals("g:String")
                                || external.path().equals("g:Request")
                                || external.path().equals("g:URLSearchParams")
                                || external.path().equals("m:url.URL") ->
                        values.addAll(
                                external.path().endsWith("URL")
                                        ? url(script, call)
                                        : first(script, call));
                case External external ->
                        values.add(new External(external.path() + "{}", script, call));
                default -> {}
            }
        }
        return Evaluator.narrow(values);
    }

    private List<Value> first(Script script, Node call) {
        return call.size() > 1 ? evaluator.of(script, call.kid(1)) : List.of();
    }

    /** {@code new URL(path, base)}. */
    private List<Value> url(Script script, Node call) {
        if (call.size() < 3) {
            return first(script, call);
        }
        var paths = evaluator.texts(script, call.kid(1));
        var values = new LinkedHashSet<Value>();
        for (var path : paths) {
            if (path.text().contains("://")) {
                values.add(path);
            }
        }
        if (!values.isEmpty()) {
            return Evaluator.narrow(values);
        }
        for (var base : evaluator.of(script, call.kid(2))) {
            if (base instanceof External external) {
                var place = Places.ofValue(external.path());
                if (place != null) {
                    base = new Text(place, Via.FOLDED, script, call);
                }
            }
            if (base instanceof Text text) {
                var path = paths.isEmpty() ? String.valueOf(Value.HOLE) : paths.getFirst().text();
                values.add(
                        new Text(
                                against(text.text(), path),
                                Texts.later(text.via(), Via.FOLDED),
                                text.script(),
                                text.origin()));
            }
        }
        return Evaluator.narrow(values);
    }

    private static String against(String base, String path) {
        if (base.startsWith(Places.PACKAGE)) {
            return Texts.joinPath(List.of(Places.PACKAGE, path));
        }
        var scheme = base.indexOf("://");
        var slash = scheme < 0 ? -1 : base.indexOf('/', scheme + 3);
        if (slash < 0) {
            return base + (path.startsWith("/") ? path : "/" + path);
        }
        return path.startsWith("/")
                ? base.substring(0, slash) + path
                : base.substring(0, base.lastIndexOf('/') + 1) + path;
    }

    // Methods of constants

    private List<Value> method(Script script, Node call, Node callee) {
        switch (callee.name()) {
            case "map" -> {
                return mapped(script, call, callee);
            }
            case "fromCharCode", "fromCodePoint" -> {
                return callee.kid(0).isNamed("String") ? characters(script, call, 1) : List.of();
            }
            case "apply", "call" -> {
                // String.fromCharCode.apply(null, codes)
                return callee.kid(0).isNamed("fromCharCode")
                        ? characters(script, call, 2)
                        : List.of();
            }
            case "bind" -> {
                return evaluator.of(script, callee.kid(0));
            }
            case "then", "catch", "finally" -> {
                return List.of();
            }
            default -> {
                return strings.isKnown(callee.name())
                        ? strings.of(script, call, callee)
                        : List.of();
            }
        }
    }

    private List<Value> characters(Script script, Node call, int first) {
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

    private void append(StringBuilder text, Value value) {
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
    private List<Value> mapped(Script script, Node call, Node callee) {
        if (call.size() < 2 || !mayDecode(call.kid(1))) {
            return List.of();
        }
        var receivers = evaluator.of(script, callee.kid(0));
        if (receivers.stream().noneMatch(Calls::mayBeCodes)) {
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
                    var value = applied(func, List.of(List.of(element)));
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

    // Functions of this package

    private List<Value> apply(Script script, Node call, Func func) {
        if (func.fn().isGenerator()) {
            return List.of();
        }
        var passthrough = interop(script, call);
        if (!passthrough.isEmpty()) {
            return passthrough;
        }
        var arguments = new ArrayList<List<Value>>(call.size() - 1);
        for (var index = 1; index < call.size(); index++) {
            arguments.add(
                    call.kid(index).is(Kind.FUNCTION)
                            ? List.of()
                            : evaluator.of(script, call.kid(index)));
        }
        return applied(func, arguments);
    }

    /** What a function of this package gives for arguments. */
    List<Value> applied(Func func, List<List<Value>> arguments) {
        var returned = results.computeIfAbsent(func.fn(), Results::of);
        if (returned.isEmpty()) {
            return List.of();
        }
        if (applied >= DEEPEST_APPLICATION || !anyConstant(arguments)) {
            return evaluator.results(func, returned);
        }
        applied++;
        try {
            var assumed = new IdentityHashMap<Binding, List<Value>>();
            var parameters = func.fn().parameters();
            for (var index = 0; index < parameters.size() && index < arguments.size(); index++) {
                var binding = parameters.get(index).binding();
                if (binding != null && !arguments.get(index).isEmpty()) {
                    assumed.put(binding, arguments.get(index));
                }
            }
            return evaluator.assuming(assumed, func.script(), returned);
        } finally {
            applied--;
        }
    }

    private static boolean anyConstant(List<List<Value>> arguments) {
        for (var argument : arguments) {
            for (var value : argument) {
                if (value instanceof Text || value instanceof Num || value instanceof Arr) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * {@code __toESM(require("x"))}, under whatever name a minifier gave it: a function of this
     * package that is handed a whole module gives it back. And {@code __require("fs")}: a function
     * that is handed the name of a module and whose definition mentions {@code require}.
     */
    private List<Value> interop(Script script, Node call) {
        if (call.size() < 2
                || !(call.kid(0) instanceof Ident callee)
                || callee.binding() == null && !callee.name().startsWith("_")) {
            return List.of();
        }
        var argument = call.kid(1);
        if (argument.is(Kind.CALL)) {
            for (var value : evaluator.of(script, argument)) {
                if (value instanceof External external && isModule(external)) {
                    return List.of(external);
                }
                if (value instanceof Value.Own || value instanceof Value.Wrapped) {
                    return List.of(value);
                }
            }
        } else if (argument.is(Kind.STRING)
                && call.size() == 2
                && NodeModules.isBuiltIn(argument.name())
                && callee.binding() != null
                && mentionsRequire(callee.binding())) {
            return evaluator.required(script, argument);
        }
        return List.of();
    }

    private static boolean isModule(External external) {
        return external.path().startsWith("m:") && external.made() == null;
    }

    private static boolean mentionsRequire(Binding binding) {
        if (binding.name().toLowerCase(java.util.Locale.ROOT).contains("require")) {
            return true;
        }
        for (var write : binding.writes()) {
            if (mentionsRequire(write.value(), 5)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mentionsRequire(Node node, int depth) {
        if (node instanceof Ident ident && ident.binding() == null && ident.isNamed("require")) {
            return true;
        }
        if (depth > 0) {
            for (var kid : node.kids()) {
                if (mentionsRequire(kid, depth - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    // Functions of the platform

    private List<Value> external(Script script, Node call, External external) {
        var given = decoding.called(script, call, external.path());
        if (given != null) {
            return given;
        }
        return switch (external.path()) {
            case "g:require",
                    "g:module.require",
                    "m:module.createRequire()",
                    "g:process.getBuiltinModule" ->
                    call.size() > 1 ? evaluator.required(script, call.kid(1)) : List.of();
            case "g:Buffer.from", "m:buffer.Buffer.from" -> buffer(script, call);
            case "g:atob", "m:buffer.atob" -> decoded(script, call, "base64");
            case "g:decodeURIComponent", "g:decodeURI", "g:unescape" -> unescaped(script, call);
            case "g:String",
                    "g:encodeURIComponent",
                    "g:encodeURI",
                    "g:JSON.stringify",
                    "g:JSON.parse",
                    "g:structuredClone",
                    "g:Object.freeze",
                    "g:Object.fromEntries",
                    "m:path.normalize",
                    "m:url.fileURLToPath",
                    "m:url.pathToFileURL",
                    "m:url.parse",
                    "g:URL.parse",
                    "g:Promise.resolve",
                    "m:util.promisify" ->
                    withPlaces(script, call, first(script, call));
            case "g:Object.assign" -> all(script, call);
            case "m:path.join",
                    "m:path.resolve",
                    "m:path.posix.join",
                    "m:path.win32.join",
                    "m:path.posix.resolve" ->
                    path(script, call);
            case "m:path.dirname" -> directory(script, call);
            case "g:Symbol", "g:Boolean" -> List.of();
            case "m:fs.readFileSync", "m:fs.promises.readFile", "m:fs.readFile" ->
                    file(script, call);
            case "g:Deno.env.get" -> variable(script, call);
            default -> {
                var place = Places.ofValue(external.path() + "()");
                yield place == null
                        ? List.of(new External(external.path() + "()", script, call))
                        : List.of(new Text(place, Via.FOLDED, script, call));
            }
        };
    }

    private List<Value> variable(Script script, Node call) {
        var name = call.size() > 1 ? evaluator.text(script, call.kid(1)) : null;
        return List.of(new Value.Env(name == null ? "*" : name.text()));
    }

    private List<Value> all(Script script, Node call) {
        var values = new LinkedHashSet<Value>();
        for (var index = 1; index < call.size(); index++) {
            values.addAll(evaluator.of(script, call.kid(index)));
        }
        return Evaluator.narrow(values);
    }

    private List<Value> buffer(Script script, Node call) {
        if (call.size() > 2) {
            var encoding = evaluator.text(script, call.kid(2));
            return encoding == null ? List.of() : decoded(script, call, encoding.text());
        }
        var text = new StringBuilder();
        for (var value : first(script, call)) {
            append(text, value);
        }
        return text.isEmpty()
                ? first(script, call)
                : List.of(new Text(text.toString(), Via.DECODED, script, call));
    }

    private List<Value> decoded(Script script, Node call, String encoding) {
        var values = new LinkedHashSet<Value>();
        for (var text : Evaluator.textsOf(first(script, call))) {
            var plain = text.isWhole() ? Texts.decode(text.text(), encoding) : null;
            if (plain != null) {
                var via = plain.equals(text.text()) ? text.via() : Via.DECODED;
                values.add(new Text(plain, via, text.script(), text.origin()));
            }
        }
        return Evaluator.narrow(values);
    }

    private List<Value> unescaped(Script script, Node call) {
        var values = new LinkedHashSet<Value>();
        for (var text : Evaluator.textsOf(first(script, call))) {
            var plain = Texts.unescape(text.text());
            if (plain != null) {
                var via = plain.equals(text.text()) ? text.via() : Via.DECODED;
                values.add(new Text(plain, via, text.script(), text.origin()));
            }
        }
        return Evaluator.narrow(values);
    }

    private static List<Value> withPlaces(Script script, Node call, List<Value> values) {
        var placed = new ArrayList<Value>(values.size());
        for (var value : values) {
            var place = place(value);
            placed.add(place == null ? value : new Text(place, Via.FOLDED, script, call));
        }
        return placed;
    }

    private static @Nullable String place(Value value) {
        return switch (value) {
            case External external -> Places.ofValue(external.path());
            case Value.Env env -> Places.ofVariable(env.name());
            default -> null;
        };
    }

    private List<Value> path(Script script, Node call) {
        var parts = new ArrayList<String>(call.size());
        for (var index = 1; index < call.size(); index++) {
            parts.add(pathPart(script, call.kid(index)));
        }
        var text = Texts.joinPath(parts);
        return List.of(new Text(text, Via.FOLDED, script, call));
    }

    private String pathPart(Script script, Node node) {
        for (var value : withPlaces(script, node, evaluator.of(script, node))) {
            if (value instanceof Text text) {
                return text.text();
            }
        }
        return String.valueOf(Value.HOLE);
    }

    private List<Value> directory(Script script, Node call) {
        var values = new LinkedHashSet<Value>();
        for (var text : Evaluator.textsOf(withPlaces(script, call, first(script, call)))) {
            var slash = text.text().lastIndexOf('/');
            if (slash > 0) {
                var parent = text.text().substring(0, slash);
                values.add(new Text(parent, Via.FOLDED, script, call));
            }
        }
        return Evaluator.narrow(values);
    }

    /** A file of the package itself that code reads: its JSON is as good as a constant. */
    private List<Value> file(Script script, Node call) {
        if (call.size() > 1) {
            for (var text : Evaluator.textsOf(withPlaces(script, call, first(script, call)))) {
                if (text.text().startsWith(Places.PACKAGE + "/")) {
                    var path = "." + text.text().substring(Places.PACKAGE.length());
                    var data = code.data(script.file(), path);
                    if (data != null) {
                        return evaluator.dataValue(data);
                    }
                    var content = code.content(script.file(), path);
                    if (content != null) {
                        return List.of(new Text(content, Via.FOLDED, script, call));
                    }
                }
            }
        }
        return List.of(new External("m:fs.readFile()", script, call));
    }
}
