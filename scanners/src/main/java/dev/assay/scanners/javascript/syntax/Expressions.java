package dev.assay.scanners.javascript.syntax;

import com.oracle.js.parser.Lexer.LexerToken;
import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.AccessNode;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.IndexNode;
import com.oracle.js.parser.ir.JoinPredecessorExpression;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.ObjectNode;
import com.oracle.js.parser.ir.ParameterNode;
import com.oracle.js.parser.ir.TemplateLiteralNode;
import com.oracle.js.parser.ir.TernaryNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.truffle.api.strings.TruffleString;

import java.math.BigInteger;

/** Translates expressions. */
abstract class Expressions extends ParserNodes {

    Expressions(int shift, Fn top) {
        super(shift, top);
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

    /** Tells methods whose they are. */
    static void adopt(Node owner) {
        for (var member : owner.kids()) {
            if (member.is(Kind.PROPERTY) && member.kid(0) instanceof Fn method) {
                method.setOwner(owner);
                if (method.title().isEmpty()) {
                    method.setTitle(member.name());
                }
            }
        }
    }
}
