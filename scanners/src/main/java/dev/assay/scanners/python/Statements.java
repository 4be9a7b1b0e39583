package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExceptHandlerTy;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.OperatorTy;
import com.oracle.graal.python.pegparser.sst.PatternTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;
import com.oracle.graal.python.pegparser.sst.StmtTy;
import com.oracle.graal.python.pegparser.sst.WithItemTy;

import dev.assay.scanners.javascript.syntax.Block;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Translates statements. What stands alone as a text is documentation, and left out. */
abstract class Statements extends Expressions {

    Statements(Positions positions, Scope file) {
        super(positions, file);
    }

    abstract void function(Definition source, List<Node> out);

    abstract void cls(StmtTy.ClassDef source, List<Node> out);

    abstract void imported(StmtTy.Import source, List<Node> out);

    abstract void imported(StmtTy.ImportFrom source, List<Node> out);

    final void all(StmtTy @Nullable [] statements, List<Node> out) {
        if (statements != null) {
            for (var statement : statements) {
                translate(statement, out);
            }
        }
    }

    final Block block(SSTNode at, StmtTy @Nullable [] statements) {
        var out = new ArrayList<Node>();
        all(statements, out);
        var from = statements == null || statements.length == 0 ? at : statements[0];
        var to =
                statements == null || statements.length == 0
                        ? at
                        : statements[statements.length - 1];
        return new Block(start(from), end(to), List.of(), out.toArray(Node.NONE));
    }

    private void translate(StmtTy source, List<Node> out) {
        switch (source) {
            case StmtTy.Expr expression -> expression(expression, out);
            case StmtTy.Assign assign -> assign(assign, out);
            case StmtTy.AnnAssign assign -> {
                if (assign.value != null) {
                    out.add(written(assign, assign.target, of(assign.value)));
                }
            }
            case StmtTy.AugAssign assign -> out.add(augmented(assign));
            case StmtTy.FunctionDef def -> function(Definition.of(def), out);
            case StmtTy.AsyncFunctionDef def -> function(Definition.of(def), out);
            case StmtTy.ClassDef def -> cls(def, out);
            case StmtTy.Return result ->
                    out.add(
                            result.value == null
                                    ? node(Kind.RETURN, result, null)
                                    : node(Kind.RETURN, result, null, of(result.value)));
            case StmtTy.Raise raise -> out.add(node(Kind.THROW, raise, null, of(raise.exc)));
            case StmtTy.If choice -> out.add(choice(choice));
            case StmtTy.For loop -> loop(loop, loop.target, loop.iter, loop.body, loop.orElse, out);
            case StmtTy.AsyncFor loop ->
                    loop(loop, loop.target, loop.iter, loop.body, loop.orElse, out);
            case StmtTy.While loop -> {
                out.add(node(Kind.FOR, loop, null, of(loop.test), ABSENT, block(loop, loop.body)));
                all(loop.orElse, out);
            }
            case StmtTy.With with -> with(with.items, with.body, out);
            case StmtTy.AsyncWith with -> with(with.items, with.body, out);
            case StmtTy.Try attempt ->
                    out.add(
                            attempt(
                                    attempt,
                                    attempt.body,
                                    attempt.handlers,
                                    attempt.orElse,
                                    attempt.finalBody));
            case StmtTy.TryStar attempt ->
                    out.add(
                            attempt(
                                    attempt,
                                    attempt.body,
                                    attempt.handlers,
                                    attempt.orElse,
                                    attempt.finalBody));
            case StmtTy.Match match -> out.add(match(match));
            case StmtTy.Import imported -> imported(imported, out);
            case StmtTy.ImportFrom imported -> imported(imported, out);
            case StmtTy.Delete delete -> {
                for (var target : delete.targets) {
                    out.add(effect(delete, node(Kind.UNARY, target, "delete", of(target))));
                }
            }
            case StmtTy.Assert check -> out.add(effect(check, of(check.test)));
            case StmtTy.Break end -> out.add(node(Kind.BREAK, end, null));
            case StmtTy.Continue next -> out.add(node(Kind.CONTINUE, next, null));
            default -> {}
        }
    }

    final Node effect(SSTNode at, Node value) {
        return node(Kind.EXPRESSION, at, null, value);
    }

    private void expression(StmtTy.Expr source, List<Node> out) {
        var value = of(source.value);
        switch (value.kind()) {
            case STRING, UNDEFINED, EMPTY -> {}
            default -> out.add(effect(source, value));
        }
    }

    // Assignments

    private void assign(StmtTy.Assign source, List<Node> out) {
        var first = source.targets[0];
        out.add(written(source, first, of(source.value)));
        for (var index = 1; index < source.targets.length; index++) {
            var value = first instanceof ExprTy.Name ? of(first) : of(source.value);
            out.add(written(source, source.targets[index], value));
        }
    }

    final Node written(SSTNode at, ExprTy target, Node value) {
        if (value instanceof dev.assay.scanners.javascript.syntax.Fn fn
                && fn.title().isEmpty()
                && target instanceof ExprTy.Name name) {
            fn.setTitle(name.id);
        }
        if (target instanceof ExprTy.Name name && !scope.isSelf(name.id)) {
            return node(Kind.VAR, at, "let", ident(name, name.id), value);
        }
        return effect(at, node(Kind.ASSIGN, at, "=", of(target), value));
    }

    private Node augmented(StmtTy.AugAssign source) {
        var value = of(source.value);
        if (source.op == OperatorTy.Add && value.is(Kind.ARRAY)) {
            return effect(source, method(source, of(source.target), "push", value.kids()));
        }
        if (source.op == OperatorTy.BitOr && value.is(Kind.OBJECT)) {
            var assign = global(source, "Object", "assign");
            return effect(source, call(source, assign, of(source.target), value));
        }
        var operator = operator(source.op) + "=";
        return effect(source, node(Kind.ASSIGN, source, operator, of(source.target), value));
    }

    // Branches

    private Node choice(StmtTy.If source) {
        var test = of(source.test);
        var then = block(source, source.body);
        return source.orElse == null || source.orElse.length == 0
                ? node(Kind.IF, source, null, test, then)
                : node(Kind.IF, source, null, test, then, block(source, source.orElse));
    }

    private void loop(
            SSTNode at,
            ExprTy target,
            ExprTy list,
            StmtTy[] body,
            StmtTy @Nullable [] otherwise,
            List<Node> out) {
        var each = Loops.elements(this, target, list);
        out.add(node(Kind.FOR_OF, at, null, of(each.target()), each.node(), block(at, body)));
        all(otherwise, out);
    }

    private void with(WithItemTy[] items, StmtTy[] body, List<Node> out) {
        for (var item : items) {
            var value = of(item.contextExpr);
            out.add(
                    item.optionalVars == null
                            ? effect(item, value)
                            : written(item, item.optionalVars, value));
        }
        all(body, out);
    }

    private Node attempt(
            SSTNode at,
            StmtTy[] body,
            ExceptHandlerTy @Nullable [] handlers,
            StmtTy @Nullable [] otherwise,
            StmtTy @Nullable [] last) {
        var kids = new ArrayList<Node>();
        var tried = new ArrayList<Node>();
        all(body, tried);
        all(otherwise, tried);
        kids.add(new Block(start(at), end(at), List.of(), tried.toArray(Node.NONE)));
        if (handlers != null) {
            for (var handler : handlers) {
                if (handler instanceof ExceptHandlerTy.ExceptHandler except) {
                    kids.add(
                            node(
                                    Kind.CATCH,
                                    except,
                                    null,
                                    except.name == null ? ABSENT : ident(except, except.name),
                                    block(except, except.body)));
                }
            }
        }
        if (last != null && last.length > 0) {
            kids.add(block(at, last));
        }
        return node(Kind.TRY, at, null, kids.toArray(Node.NONE));
    }

    private Node match(StmtTy.Match source) {
        var kids = new ArrayList<Node>();
        kids.add(of(source.subject));
        for (var branch : source.cases) {
            var values = values(branch.pattern);
            for (var index = 0; index < values.size() - 1; index++) {
                kids.add(node(Kind.CASE, branch, null, values.get(index)));
            }
            var all = new ArrayList<Node>();
            all.add(values.getLast());
            if (branch.guard != null) {
                all.add(effect(branch, of(branch.guard)));
            }
            all(branch.body, all);
            kids.add(node(Kind.CASE, branch, null, all.toArray(Node.NONE)));
        }
        return node(Kind.SWITCH, source, null, kids.toArray(Node.NONE));
    }

    /** The values that a pattern names; one that names none, where it names no value. */
    private List<Node> values(PatternTy pattern) {
        var values = new ArrayList<Node>();
        switch (pattern) {
            case PatternTy.MatchValue value -> values.add(of(value.value));
            case PatternTy.MatchSingleton single -> values.add(constant(single, single.value));
            case PatternTy.MatchOr or -> {
                for (var one : or.patterns) {
                    values.addAll(values(one));
                }
            }
            default -> values.add(ABSENT);
        }
        return values;
    }
}
