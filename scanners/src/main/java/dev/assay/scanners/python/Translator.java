package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ArgTy;
import com.oracle.graal.python.pegparser.sst.ArgumentsTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.ModTy;
import com.oracle.graal.python.pegparser.sst.StmtTy;

import dev.assay.scanners.javascript.syntax.Block;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Parameter;
import dev.assay.scanners.javascript.syntax.Script;
import dev.assay.scanners.javascript.syntax.Scripts;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a file of Python into the engine's tree; this part does functions, classes and imports. It
 * follows from the text alone, as the engine asks of a front end.
 */
final class Translator extends Statements {

    private final List<Script.Import> imports = new ArrayList<>();
    private final List<String> stars = new ArrayList<>();
    private final Set<String> dotted = new HashSet<>();
    private final Map<String, StmtTy.ClassDef> classes = new HashMap<>();
    private final Map<String, Definition> functions = new HashMap<>();
    private final Schemas schemas = new Schemas(this, classes);
    private final Tools tools = new Tools(this, schemas, functions);

    private Translator(Positions positions, Scope file) {
        super(positions, file);
    }

    static Script translate(String file, String text, ModTy.Module module) {
        var top = new Fn(0, text.length(), null, null, false);
        var scope = new Scope(null, false, top);
        var translator = new Translator(new Positions(text), scope);
        translator.file(module.body == null ? new StmtTy[0] : module.body);
        var exports = new ArrayList<Script.Export>();
        for (var name : top.hoisted()) {
            exports.add(new Script.Export(name.name(), name.name(), ""));
        }
        for (var imported : translator.imports) {
            if (!imported.local().isEmpty()) {
                exports.add(new Script.Export(imported.local(), imported.local(), ""));
            }
        }
        for (var star : translator.stars) {
            exports.add(new Script.Export("*", "*", star));
        }
        return Scripts.of(file, text, top, translator.imports, exports);
    }

    private void file(StmtTy[] body) {
        Definitions.of(body, functions, classes);
        new Imports(scope, imports, stars, dotted).ofFile(body);
        declare(body);
        var statements = new ArrayList<Node>(body.length);
        all(body, statements);
        var top = scope.fn();
        top.setBody(new Block(0, top.end(), List.of(), statements.toArray(Node.NONE)));
    }

    private void declare(StmtTy[] body) {
        Names.of(
                body,
                (name, at) -> {
                    // An imported name stays what it was imported as.
                    if (scope.meaningHere(name) == null) {
                        scope.declare(name, start(at));
                    }
                });
    }

    @Override
    List<String> stars() {
        return stars;
    }

    @Override
    Set<String> dotted() {
        return dotted;
    }

    @Override
    Schemas schemas() {
        return schemas;
    }

    @Override
    Tools tools() {
        return tools;
    }

    @Override
    boolean isClass(String name) {
        return classes.containsKey(name);
    }

    // Imports

    @Override
    void imported(StmtTy.Import source, List<Node> out) {
        if (!scope.isFile()) {
            new Imports(scope, imports, stars, dotted).within(this, source, out);
        }
    }

    @Override
    void imported(StmtTy.ImportFrom source, List<Node> out) {
        if (!scope.isFile()) {
            new Imports(scope, imports, stars, dotted).within(this, source, out);
        }
    }

    // Functions

    @Override
    void function(Definition source, List<Node> out) {
        for (var decorator : source.decorators()) {
            tools.before(decorator, out);
        }
        var fn = translated(source, source.name(), null);
        out.add(node(Kind.VAR, source.at(), "let", ident(source.at(), source.name()), fn));
        tools.after(source, out);
    }

    /**
     * @param owner not null for a method, which has the object that it is called on as its first
     *     parameter unless it is static
     */
    private Fn translated(Definition source, String title, @Nullable Scope owner) {
        var outer = scope;
        var nested = owner == null && !outer.isFile();
        var fn = new Fn(start(source.at()), end(source.at()), null, outer.fn(), nested);
        fn.setTitle(title);
        scope = new Scope(outer, false, fn);
        var body = new ArrayList<Node>();
        var method = owner != null && !source.is("staticmethod");
        var arguments = source.parameters();
        if (arguments != null) {
            parameters(fn, arguments, method, body);
        }
        declareBody(source.body());
        all(source.body(), body);
        fn.mark(source.async(), scope.yields());
        fn.setBody(new Block(fn.start(), fn.end(), List.of(), body.toArray(Node.NONE)));
        scope = outer;
        return fn;
    }

    private void declareBody(StmtTy[] body) {
        Imports.declare(scope, body);
        declare(body);
    }

    @Override
    Fn lambda(ExprTy.Lambda source) {
        var outer = scope;
        var fn = new Fn(start(source), end(source), null, outer.fn(), true);
        scope = new Scope(outer, false, fn);
        var body = new ArrayList<Node>();
        if (source.args != null) {
            parameters(fn, source.args, false, body);
        }
        body.add(node(Kind.RETURN, source, null, of(source.body)));
        fn.setBody(new Block(fn.start(), fn.end(), List.of(), body.toArray(Node.NONE)));
        scope = outer;
        return fn;
    }

    @Override
    void parameters(Fn fn, ArgumentsTy arguments, boolean method, ArrayList<Node> body) {
        var named = new ArrayList<ArgTy>();
        named.addAll(List.of(arguments.posOnlyArgs == null ? new ArgTy[0] : arguments.posOnlyArgs));
        named.addAll(List.of(arguments.args == null ? new ArgTy[0] : arguments.args));
        var defaults = arguments.defaults == null ? new ExprTy[0] : arguments.defaults;
        var firstDefault = named.size() - defaults.length;
        for (var index = 0; index < named.size(); index++) {
            var fallback = index < firstDefault ? null : defaults[index - firstDefault];
            if (index == 0 && method) {
                scope.setSelf(named.getFirst().arg);
            } else {
                parameter(fn, named.get(index), fallback, body);
            }
        }
        if (arguments.kwOnlyArgs != null) {
            for (var index = 0; index < arguments.kwOnlyArgs.length; index++) {
                var fallback =
                        arguments.kwDefaults != null && index < arguments.kwDefaults.length
                                ? arguments.kwDefaults[index]
                                : null;
                parameter(fn, arguments.kwOnlyArgs[index], fallback, body);
            }
        }
        rest(fn, arguments.varArg, true, body);
        rest(fn, arguments.kwArg, false, body);
    }

    private void parameter(Fn fn, ArgTy source, @Nullable ExprTy fallback, List<Node> body) {
        fn.parameters().add(ident(source, source.arg));
        scope.parameter(source.arg);
        if (fallback != null) {
            body.add(written(source, source, of(fallback)));
        }
        var client = source.annotation == null ? null : Clients.of(this, source.annotation);
        if (client != null) {
            body.add(written(source, source, client));
        }
    }

    private Node written(com.oracle.graal.python.pegparser.sst.SSTNode at, ArgTy name, Node value) {
        return effect(at, node(Kind.ASSIGN, at, "=", ident(name, name.arg), value));
    }

    private void rest(Fn fn, @Nullable ArgTy source, boolean list, List<Node> body) {
        if (source != null) {
            scope.declare(source.arg, start(source));
            var value = new Parameter(start(source), end(source), fn, fn.parameters().size(), list);
            body.add(node(Kind.VAR, source, "let", ident(source, source.arg), value));
        }
    }

    // Classes

    @Override
    void cls(StmtTy.ClassDef source, List<Node> out) {
        for (var decorator : source.decoratorList == null ? new ExprTy[0] : source.decoratorList) {
            tools.before(decorator, out);
        }
        var heritage = (Node) null;
        for (var base : source.bases == null ? new ExprTy[0] : source.bases) {
            var node = of(base);
            heritage = heritage == null ? node : heritage;
        }
        var outer = scope;
        scope = new Scope(outer, true, outer.fn());
        var members = new ArrayList<Node>();
        var rest = new ArrayList<Node>();
        for (var statement : source.body) {
            member(statement, members, rest);
        }
        if (Records.isRecord(source)) {
            members.add(constructor(source));
        }
        scope = outer;
        if (!rest.isEmpty()) {
            members.add(new Block(start(source), end(source), List.of(), rest.toArray(Node.NONE)));
        }
        var name = new Ident(start(source), start(source), source.name);
        var cls = new Cls(start(source), end(source), name, heritage, members.toArray(Node.NONE));
        for (var member : members) {
            if (member.is(Kind.PROPERTY) && member.kid(0) instanceof Fn method) {
                method.setOwner(cls);
            }
        }
        out.add(node(Kind.VAR, source, "let", ident(source, source.name), cls));
    }

    private void member(StmtTy source, List<Node> members, List<Node> rest) {
        switch (source) {
            case StmtTy.FunctionDef def -> method(Definition.of(def), members, rest);
            case StmtTy.AsyncFunctionDef def -> method(Definition.of(def), members, rest);
            case StmtTy.Assign assign when assign.targets[0] instanceof ExprTy.Name name ->
                    members.add(property(assign, name.id, of(assign.value)));
            case StmtTy.AnnAssign assign
                    when assign.target instanceof ExprTy.Name name && assign.value != null ->
                    members.add(property(assign, name.id, Records.value(this, assign.value)));
            default -> all(new StmtTy[] {source}, rest);
        }
    }

    private void method(Definition source, List<Node> members, List<Node> rest) {
        for (var decorator : source.decorators()) {
            tools.before(decorator, rest);
        }
        var fn = translated(source, source.name(), scope);
        if (source.is("property") || source.is("cached_property")) {
            fn.setGetter();
        }
        var key = source.name().equals("__init__") ? "constructor" : source.name();
        members.add(property(source.at(), key, fn));
    }

    /** What {@code @dataclass} and models write for their fields: each is a parameter. */
    private Node constructor(StmtTy.ClassDef source) {
        var fn = new Fn(start(source), start(source), null, scope.fn(), false);
        fn.setTitle("__init__");
        var body = new ArrayList<Node>();
        for (var field : Records.fields(source)) {
            fn.parameters().add(new Ident(fn.start(), fn.start(), field));
            var self = new Node(Kind.THIS, fn.start(), fn.start(), null);
            body.add(
                    effect(
                            source,
                            node(
                                    Kind.ASSIGN,
                                    source,
                                    "=",
                                    member(source, self, field),
                                    new Ident(fn.start(), fn.start(), field))));
        }
        fn.setBody(new Block(fn.start(), fn.start(), List.of(), body.toArray(Node.NONE)));
        return property(source, "constructor", fn);
    }
}
