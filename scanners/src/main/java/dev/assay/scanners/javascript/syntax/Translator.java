package dev.assay.scanners.javascript.syntax;

import com.oracle.js.parser.Lexer.LexerToken;
import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.BlockExpression;
import com.oracle.js.parser.ir.BlockStatement;
import com.oracle.js.parser.ir.BreakNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.CaseNode;
import com.oracle.js.parser.ir.CatchNode;
import com.oracle.js.parser.ir.ClassElement;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.ContinueNode;
import com.oracle.js.parser.ir.DebuggerNode;
import com.oracle.js.parser.ir.EmptyNode;
import com.oracle.js.parser.ir.ErrorNode;
import com.oracle.js.parser.ir.Expression;
import com.oracle.js.parser.ir.ExpressionStatement;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IfNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.JoinPredecessorExpression;
import com.oracle.js.parser.ir.LabelNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.ParameterNode;
import com.oracle.js.parser.ir.PropertyNode;
import com.oracle.js.parser.ir.ReturnNode;
import com.oracle.js.parser.ir.Statement;
import com.oracle.js.parser.ir.SwitchNode;
import com.oracle.js.parser.ir.TemplateLiteralNode;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.TryNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.VarNode;
import com.oracle.js.parser.ir.WhileNode;
import com.oracle.js.parser.ir.WithNode;
import com.oracle.js.parser.ir.visitor.TranslatorNodeVisitor;
import com.oracle.truffle.api.strings.TruffleString;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the parser's tree into ours. With {@link GraalParser} it is all that knows the parser's
 * types, which are internal to GraalJS and change without notice.
 */
final class Translator extends TranslatorNodeVisitor<LexicalContext, Node> {

    /** Stands for nothing where a position in the tree must be filled. */
    private static final Node ABSENT = new Node(Kind.EMPTY, 0, 0, null);

    private static final String[] OPERATORS = new String[TokenType.values().length];

    static {
        for (var type : TokenType.values()) {
            OPERATORS[type.ordinal()] = type.getNameOrType();
        }
    }

    /** How many characters were put before the source to make it parse. */
    private final int shift;

    /** The parser's ends lie past what it was given when the file ends there. */
    private final int length;

    private final Map<TruffleString, String> names = new IdentityHashMap<>();
    private Fn function;
    private List<Ident> blockNames = new ArrayList<>();

    private Translator(int shift, Fn top) {
        super(new LexicalContext());
        this.shift = shift;
        this.length = top.end();
        this.function = top;
    }

    /** Translates a whole program into the body of {@code top}. */
    static void translate(FunctionNode program, int shift, Fn top) {
        var translator = new Translator(shift, top);
        translator.fill(top, program);
    }

    private String text(TruffleString value) {
        return names.computeIfAbsent(value, TruffleString::toJavaStringUncached);
    }

    private int start(com.oracle.js.parser.ir.Node node) {
        return Math.clamp(node.getStart() - shift, 0, length);
    }

    private int end(com.oracle.js.parser.ir.Node node) {
        return Math.clamp(node.getFinish() - shift, 0, length);
    }

    private Node node(
            Kind kind, com.oracle.js.parser.ir.Node at, @Nullable String text, Node... kids) {
        return new Node(kind, start(at), end(at), text, kids);
    }

    private Node of(com.oracle.js.parser.ir.@Nullable Node node) {
        if (node == null) {
            return ABSENT;
        }
        var translated = node.accept(this);
        return translated == null ? ABSENT : translated;
    }

    private Node[] all(List<? extends com.oracle.js.parser.ir.Node> nodes) {
        var result = new Node[nodes.size()];
        for (var index = 0; index < result.length; index++) {
            result[index] = of(nodes.get(index));
        }
        return result;
    }

    private static String operator(com.oracle.js.parser.ir.Node node) {
        return OPERATORS[node.tokenType().ordinal()];
    }

    // Functions and classes

    private Fn fill(Fn fn, FunctionNode source) {
        var outerFunction = function;
        var outerNames = blockNames;
        function = fn;
        blockNames = new ArrayList<>(0);
        for (var parameter : source.getParameters()) {
            fn.parameters().add(ident(parameter));
        }
        fn.mark(source.isAsync(), source.isGenerator());
        fn.setBody(block(source.getBody()));
        function = outerFunction;
        blockNames = outerNames;
        return fn;
    }

    @Override
    public Node enterFunctionNode(FunctionNode source) {
        // A constructor claims the positions of its whole class, and one that is not written
        // there has the body to match; it must not seem to enclose the methods.
        var from = source.isClassConstructor() ? source.getBody() : source;
        var unwritten = source.isClassConstructor() && from.getStart() == source.getStart();
        var ident = source.getIdent();
        var ownName =
                source.isNamedFunctionExpression() && ident != null
                        ? text(ident.getNameTS())
                        : null;
        var fn =
                new Fn(
                        start(from),
                        unwritten ? start(from) : Math.max(start(from), end(from)),
                        ownName,
                        function,
                        source.isArrow());
        if (ident != null) {
            fn.setTitle(text(ident.getNameTS()));
        }
        return fill(fn, source);
    }

    @Override
    public Node enterClassNode(ClassNode source) {
        var members = new ArrayList<Node>();
        var heritage = source.getClassHeritage() == null ? null : of(source.getClassHeritage());
        if (source.getConstructor() != null) {
            members.add(of(source.getConstructor()));
        }
        for (var element : source.getClassElements()) {
            members.add(of(element));
        }
        var ident = source.getIdent() == null ? null : ident(source.getIdent());
        var cls = new Cls(start(source), end(source), ident, heritage, members.toArray(Node.NONE));
        adopt(cls);
        return cls;
    }

    private static void adopt(Node owner) {
        for (var member : owner.kids()) {
            if (member.is(Kind.PROPERTY) && member.kid(0) instanceof Fn method) {
                method.setOwner(owner);
                if (method.title().isEmpty()) {
                    method.setTitle(member.name());
                }
            }
        }
    }

    @Override
    public Node enterClassElement(ClassElement element) {
        if (element.isClassStaticBlock()) {
            return of(((FunctionNode) element.getValue()).getBody());
        }
        return property(element, element.isClassFieldOrAutoAccessor());
    }

    @Override
    public Node enterPropertyNode(PropertyNode element) {
        if (element.isRest()) {
            return node(Kind.SPREAD, element, null, spreadOperand(element.getKey()));
        }
        return property(element, false);
    }

    private Node spreadOperand(Expression key) {
        return key instanceof UnaryNode unary ? of(unary.getExpression()) : of(key);
    }

    private Node property(PropertyNode element, boolean field) {
        var value =
                element.getGetter() != null
                        ? of(element.getGetter())
                        : element.getSetter() != null
                                ? of(element.getSetter())
                                : field ? fieldValue(element.getValue()) : of(element.getValue());
        if (element.getGetter() != null && value instanceof Fn getter) {
            getter.setGetter();
        }
        if (element.isComputed()) {
            var key = of(element.getKey());
            return key.is(Kind.STRING)
                    ? node(Kind.PROPERTY, element, key.name(), value)
                    : node(Kind.PROPERTY, element, null, value, key);
        }
        return node(Kind.PROPERTY, element, keyName(element.getKey()), value);
    }

    private String keyName(@Nullable Expression key) {
        return switch (key) {
            case IdentNode ident -> text(ident.getNameTS());
            case LiteralNode<?> literal -> of(literal).name();
            case null, default -> "";
        };
    }

    /** The parser wraps a field's initial value in a function that returns it. */
    private Node fieldValue(@Nullable Expression value) {
        if (value instanceof FunctionNode wrapper
                && wrapper.getBody().getFirstStatement() instanceof ReturnNode result) {
            return of(result.getExpression());
        }
        return of(value);
    }

    // Statements

    private Block block(com.oracle.js.parser.ir.Block source) {
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

    // Expressions

    private Ident ident(IdentNode source) {
        return new Ident(start(source), end(source), text(source.getNameTS()));
    }

    @Override
    public Node enterIdentNode(IdentNode source) {
        if (source.isThis()) {
            return node(Kind.THIS, source, null);
        }
        if (source.isSuper() || source.isDirectSuper()) {
            return node(Kind.SUPER, source, null);
        }
        if (source.isMetaProperty()) {
            return node(Kind.META, source, text(source.getNameTS()));
        }
        return ident(source);
    }

    @Override
    public Node enterJoinPredecessorExpression(JoinPredecessorExpression source) {
        return of(source.getExpression());
    }

    @Override
    public Node enterAccessNode(AccessNode source) {
        return node(Kind.MEMBER, source, text(source.getPropertyTS()), of(source.getBase()));
    }

    @Override
    public Node enterIndexNode(IndexNode source) {
        var base = of(source.getBase());
        var index = of(source.getIndex());
        return index.is(Kind.STRING)
                ? node(Kind.MEMBER, source, index.name(), base)
                : node(Kind.INDEX, source, null, base, index);
    }

    @Override
    public Node enterCallNode(CallNode source) {
        var arguments = source.getArgs();
        if (source.isImport() || source.isImportSource() || source.isImportDefer()) {
            return node(Kind.IMPORT, source, null, all(arguments));
        }
        var kids = new Node[arguments.size() + 1];
        kids[0] = callee(of(source.getFunction()));
        for (var index = 1; index < kids.length; index++) {
            kids[index] = of(arguments.get(index - 1));
        }
        return node(source.isNew() ? Kind.NEW : Kind.CALL, source, null, kids);
    }

    /** {@code (0, x.f)()}: compilers call without a receiver this way. */
    private static Node callee(Node callee) {
        return callee.is(Kind.SEQUENCE) && callee.kid(0).is(Kind.NUMBER) ? callee.kid(1) : callee;
    }

    @Override
    public Node enterUnaryNode(UnaryNode source) {
        var type = source.tokenType();
        var operand = of(source.getExpression());
        return switch (type) {
            case NEW, NAMEDEVALUATION -> operand;
            case AWAIT -> node(Kind.AWAIT, source, null, operand);
            case YIELD, YIELD_STAR -> node(Kind.YIELD, source, operator(source), operand);
            case SPREAD_ARGUMENT, SPREAD_ARRAY, SPREAD_OBJECT ->
                    node(Kind.SPREAD, source, null, operand);
            case INCPREFIX, INCPOSTFIX -> node(Kind.UPDATE, source, "++", operand);
            case DECPREFIX, DECPOSTFIX -> node(Kind.UPDATE, source, "--", operand);
            default -> Dialect.unary(operator(source), start(source), end(source), operand);
        };
    }

    @Override
    public Node enterBinaryNode(BinaryNode source) {
        var type = source.tokenType();
        var left = of(source.getLhs());
        var right = of(source.getRhs());
        if (source.isAssignment()) {
            var operator = type == TokenType.ASSIGN_INIT ? "=" : operator(source);
            return assignment(source, operator, left, right);
        }
        return switch (type) {
            case COMMARIGHT, COMMALEFT -> node(Kind.SEQUENCE, source, null, left, right);
            case AND, OR, NULLISHCOALESC ->
                    node(Kind.LOGICAL, source, operator(source), left, right);
            default -> Dialect.binary(operator(source), start(source), end(source), left, right);
        };
    }

    private Node assignment(BinaryNode source, String operator, Node target, Node value) {
        if (value instanceof Fn fn && fn.title().isEmpty()) {
            fn.setTitle(target.is(Kind.IDENT) || target.is(Kind.MEMBER) ? target.name() : "");
        }
        return node(Kind.ASSIGN, source, operator, target, value);
    }

    @Override
    public Node enterTernaryNode(TernaryNode source) {
        var test = of(source.getTest());
        var then = of(source.getTrueExpression());
        var otherwise = of(source.getFalseExpression());
        return Dialect.conditional(start(source), end(source), test, then, otherwise);
    }

    @Override
    public Node enterObjectNode(ObjectNode source) {
        var object = node(Kind.OBJECT, source, null, all(source.getElements()));
        adopt(object);
        return object;
    }

    @Override
    public Node enterParameterNode(ParameterNode source) {
        return new Parameter(
                start(source), end(source), function, source.getIndex(), source.isRestParameter());
    }

    @Override
    public Node enterLiteralNode(LiteralNode<?> source) {
        if (source instanceof LiteralNode.ArrayLiteralNode array) {
            return node(Kind.ARRAY, source, null, all(array.getElementExpressions()));
        }
        return switch (source.getValue()) {
            case TruffleString value -> node(Kind.STRING, source, text(value));
            case BigInteger value -> node(Kind.BIGINT, source, value.toString());
            case Number value -> node(Kind.NUMBER, source, Dialect.number(value.doubleValue()));
            case Boolean value -> node(Kind.BOOLEAN, source, value.toString());
            case LexerToken value -> node(Kind.REGEXP, source, value.toString());
            case null -> node(Kind.NULL, source, null);
            default -> node(Kind.UNDEFINED, source, null);
        };
    }

    @Override
    public Node enterTemplateLiteralNode(TemplateLiteralNode source) {
        if (source instanceof TemplateLiteralNode.UntaggedTemplateLiteralNode untagged) {
            var parts = all(untagged.getExpressions());
            return parts.length == 1 && parts[0].is(Kind.STRING)
                    ? node(Kind.STRING, source, parts[0].name())
                    : node(Kind.TEMPLATE, source, null, parts);
        }
        var tagged = (TemplateLiteralNode.TaggedTemplateLiteralNode) source;
        return node(Kind.ARRAY, source, null, all(tagged.getCookedStrings()));
    }
}
