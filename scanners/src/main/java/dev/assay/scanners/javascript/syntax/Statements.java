package dev.assay.scanners.javascript.syntax;

import com.oracle.js.parser.ir.BlockExpression;
import com.oracle.js.parser.ir.BlockStatement;
import com.oracle.js.parser.ir.BreakNode;
import com.oracle.js.parser.ir.CaseNode;
import com.oracle.js.parser.ir.CatchNode;
import com.oracle.js.parser.ir.ContinueNode;
import com.oracle.js.parser.ir.DebuggerNode;
import com.oracle.js.parser.ir.EmptyNode;
import com.oracle.js.parser.ir.ErrorNode;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.IfNode;
import com.oracle.js.parser.ir.LabelNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.SwitchNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.TryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.WhileNode;
import com.oracle.js.parser.ir.WithNode;

import java.util.ArrayList;
import java.util.List;

/** Translates statements and the blocks that hold them. */
abstract class Statements extends Expressions {

    Statements(int shift, Fn top) {
        super(shift, top);
    }

    final Block block(com.oracle.js.parser.ir.Block source) {
        var outerNames = blockNames;
        blockNames = new ArrayList<>(0);
        var statements = new ArrayList<Node>(source.getStatementCount());
        for (Statement statement : source.getStatements()) {
            statements.add(of(statement));
        }
        var declared = blockNames.isEmpty() ? List.<Ident>of() : blockNames;
        blockNames = outerNames;
        return new Block(start(source), end(source), declared, Dialect.statements(statements));
    }

    @Override
    public Node enterBlock(com.oracle.js.parser.ir.Block source) {
        return block(source);
    }

    @Override
    public Node enterBlockStatement(BlockStatement source) {
        return block(source.getBlock());
    }

    @Override
    public Node enterBlockExpression(BlockExpression source) {
        return block(source.getBlock());
    }

    @Override
    public Node enterVarNode(VarNode source) {
        var ident = ident(source.getName());
        (source.isBlockScoped() ? blockNames : function.hoisted()).add(ident);
        var text = source.isConst() ? "const" : source.isLet() ? "let" : "var";
        if (source.getInit() == null) {
            return node(Kind.VAR, source, text, ident);
        }
        var value = of(source.getInit());
        if (value instanceof Fn fn && fn.title().isEmpty()) {
            fn.setTitle(ident.name());
        }
        return node(Kind.VAR, source, text, ident, value);
    }

    @Override
    public Node enterExpressionStatement(ExpressionStatement source) {
        return node(Kind.EXPRESSION, source, null, of(source.getExpression()));
    }

    @Override
    public Node enterIfNode(IfNode source) {
        var test = of(source.getTest());
        var pass = of(source.getPass());
        return source.getFail() == null
                ? node(Kind.IF, source, null, test, pass)
                : node(Kind.IF, source, null, test, pass, of(source.getFail()));
    }

    @Override
    public Node enterForNode(ForNode source) {
        if (source.isForInOrOf()) {
            var kind = source.isForIn() ? Kind.FOR_IN : Kind.FOR_OF;
            var target = of(source.getInit());
            var each =
                    node(
                            kind,
                            source,
                            null,
                            target,
                            of(source.getModify()),
                            block(source.getBody()));
            if (!source.hasPerIterationScope()) {
                return each;
            }
            // The parser declares let and const of these loops in its symbol tables alone.
            var declared = new ArrayList<Ident>(1);
            targets(target, declared);
            return new Block(start(source), end(source), declared, each);
        }
        var loop =
                node(
                        Kind.FOR,
                        source,
                        null,
                        of(source.getTest()),
                        of(source.getModify()),
                        block(source.getBody()));
        return source.getInit() == null
                ? loop
                : new Block(
                        start(source),
                        end(source),
                        List.of(),
                        node(Kind.EXPRESSION, source.getInit(), null, of(source.getInit())),
                        loop);
    }

    private static void targets(Node pattern, List<Ident> into) {
        switch (pattern.kind()) {
            case IDENT -> into.add((Ident) pattern);
            case ARRAY, OBJECT -> {
                for (var kid : pattern.kids()) {
                    targets(kid, into);
                }
            }
            case PROPERTY, ASSIGN, SPREAD -> targets(pattern.kid(0), into);
            default -> {}
        }
    }

    @Override
    public Node enterWhileNode(WhileNode source) {
        var test = of(source.getTest());
        var body = block(source.getBody());
        return source.isDoWhile()
                ? node(Kind.DO, source, null, test, body)
                : node(Kind.FOR, source, null, test, ABSENT, body);
    }

    @Override
    public Node enterSwitchNode(SwitchNode source) {
        var kids = new Node[source.getCases().size() + 1];
        kids[0] = of(source.getExpression());
        for (var index = 1; index < kids.length; index++) {
            kids[index] = of(source.getCases().get(index - 1));
        }
        return node(Kind.SWITCH, source, null, kids);
    }

    @Override
    public Node enterCaseNode(CaseNode source) {
        var statements = new ArrayList<Node>(source.getStatements().size() + 1);
        for (var statement : source.getStatements()) {
            statements.add(of(statement));
        }
        var normal = Dialect.statements(statements);
        var kids = new Node[normal.length + 1];
        kids[0] = of(source.getTest());
        System.arraycopy(normal, 0, kids, 1, normal.length);
        return node(Kind.CASE, source, null, kids);
    }

    @Override
    public Node enterTryNode(TryNode source) {
        var kids = new ArrayList<Node>(3);
        kids.add(block(source.getBody()));
        for (var handler : source.getCatchBlocks()) {
            kids.add(block(handler));
        }
        if (source.getFinallyBody() != null) {
            kids.add(block(source.getFinallyBody()));
        }
        return node(Kind.TRY, source, null, kids.toArray(Node.NONE));
    }

    @Override
    public Node enterCatchNode(CatchNode source) {
        var pattern =
                source.getDestructuringPattern() == null
                        ? of(source.getException())
                        : of(source.getDestructuringPattern());
        return node(Kind.CATCH, source, null, pattern, block(source.getBody()));
    }

    @Override
    public Node enterReturnNode(ReturnNode source) {
        return source.getExpression() == null
                ? node(Kind.RETURN, source, null)
                : node(Kind.RETURN, source, null, of(source.getExpression()));
    }

    @Override
    public Node enterThrowNode(ThrowNode source) {
        return node(Kind.THROW, source, null, of(source.getExpression()));
    }

    @Override
    public Node enterBreakNode(BreakNode source) {
        return node(Kind.BREAK, source, null);
    }

    @Override
    public Node enterContinueNode(ContinueNode source) {
        return node(Kind.CONTINUE, source, null);
    }

    @Override
    public Node enterLabelNode(LabelNode source) {
        return node(Kind.LABEL, source, null, block(source.getBody()));
    }

    @Override
    public Node enterWithNode(WithNode source) {
        return node(Kind.WITH, source, null, of(source.getExpression()), block(source.getBody()));
    }

    @Override
    public Node enterDebuggerNode(DebuggerNode source) {
        return node(Kind.EMPTY, source, null);
    }

    @Override
    public Node enterEmptyNode(EmptyNode source) {
        return node(Kind.EMPTY, source, null);
    }

    @Override
    public Node enterErrorNode(ErrorNode source) {
        return node(Kind.EMPTY, source, null);
    }
}
