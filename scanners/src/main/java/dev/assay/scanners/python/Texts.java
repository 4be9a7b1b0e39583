package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExprTy;
import com.oracle.graal.python.pegparser.sst.KeywordTy;
import com.oracle.graal.python.pegparser.sst.SSTNode;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Texts with gaps: {@code f"…{x}…"}, {@code "…%s…" % x} and {@code "…{}…".format(x)}. */
final class Texts {

    private static final Pattern PERCENT =
            Pattern.compile("%(?:\\((\\w+)\\))?[-#0 +]*[0-9*]*(?:\\.[0-9*]+)?([a-zA-Z%])");

    private static final Pattern BRACES =
            Pattern.compile("\\{\\{|}}|\\{([^{}!:\\[.]*)([^{}!:]*)(![rsa])?(:[^{}]*)?}");

    private final Expressions expressions;

    Texts(Expressions expressions) {
        this.expressions = expressions;
    }

    boolean isText(ExprTy source) {
        return source instanceof ExprTy.JoinedStr || constant(source) != null;
    }

    boolean isFormat(ExprTy source) {
        return constant(source) != null;
    }

    static @Nullable String constant(@Nullable ExprTy source) {
        if (!(source instanceof ExprTy.Constant constant)) {
            return null;
        }
        return switch (constant.value.kind) {
            case CODEPOINTS -> constant.value.getCodePoints().toJavaString();
            case BYTES ->
                    new String(
                            constant.value.getBytes(),
                            java.nio.charset.StandardCharsets.ISO_8859_1);
            default -> null;
        };
    }

    /** Parts in turn: a text, a value, a text, a value, …, a text. */
    private final class Parts {

        private final SSTNode at;
        private final List<Node> parts = new ArrayList<>();
        private StringBuilder text = new StringBuilder();
        private @Nullable SSTNode textAt;

        Parts(SSTNode at) {
            this.at = at;
        }

        void text(String more, SSTNode where) {
            text.append(more);
            if (textAt == null) {
                textAt = where;
            }
        }

        void value(Node value) {
            parts.add(expressions.string(textAt == null ? at : textAt, text.toString()));
            parts.add(value);
            text = new StringBuilder();
            textAt = null;
        }

        Node whole() {
            var last = expressions.string(textAt == null ? at : textAt, text.toString());
            if (parts.isEmpty()) {
                return expressions.string(at, text.toString());
            }
            parts.add(last);
            return expressions.node(Kind.TEMPLATE, at, null, parts.toArray(Node.NONE));
        }
    }

    Node joined(ExprTy.JoinedStr source) {
        var parts = new Parts(source);
        for (var value : source.values) {
            switch (value) {
                case ExprTy.Constant text -> parts.text(String.valueOf(constant(text)), text);
                case ExprTy.FormattedValue part -> parts.value(expressions.of(part.value));
                default -> parts.value(expressions.of(value));
            }
        }
        return parts.whole();
    }

    Node percent(ExprTy.BinOp source) {
        var format = String.valueOf(constant(source.left));
        var parts = new Parts(source);
        var matcher = PERCENT.matcher(format);
        var from = 0;
        var next = 0;
        while (matcher.find()) {
            parts.text(format.substring(from, matcher.start()), source.left);
            from = matcher.end();
            if (matcher.group(2).equals("%")) {
                parts.text("%", source.left);
            } else {
                parts.value(percentValue(source.right, matcher.group(1), next++));
            }
        }
        parts.text(format.substring(from), source.left);
        return parts.whole();
    }

    private Node percentValue(ExprTy values, @Nullable String key, int index) {
        if (key != null) {
            if (values instanceof ExprTy.Dict dict) {
                for (var at = 0; at < dict.keys.length; at++) {
                    if (key.equals(constant(dict.keys[at]))) {
                        return expressions.of(dict.values[at]);
                    }
                }
            }
            return expressions.member(values, expressions.of(values), key);
        }
        if (values instanceof ExprTy.Tuple tuple) {
            return index < tuple.elements.length
                    ? expressions.of(tuple.elements[index])
                    : Tree.ABSENT;
        }
        return expressions.of(values);
    }

    /** {@code "…".format(…)}, or null where the format is not written there. */
    @Nullable Node format(ExprTy.Call call, ExprTy receiver) {
        var format = constant(receiver);
        if (format == null) {
            return null;
        }
        var parts = new Parts(call);
        var matcher = BRACES.matcher(format);
        var from = 0;
        var next = 0;
        while (matcher.find()) {
            parts.text(format.substring(from, matcher.start()), receiver);
            from = matcher.end();
            if (matcher.group(1) == null) {
                parts.text(matcher.group().substring(1), receiver);
                continue;
            }
            var name = matcher.group(1).isEmpty() ? Integer.toString(next++) : matcher.group(1);
            parts.value(given(call, name));
        }
        parts.text(format.substring(from), receiver);
        return parts.whole();
    }

    private Node given(ExprTy.Call call, String name) {
        if (name.chars().allMatch(Character::isDigit) && name.length() < 4) {
            var index = Integer.parseInt(name);
            return index < call.args.length ? expressions.of(call.args[index]) : Tree.ABSENT;
        }
        for (KeywordTy keyword : call.keywords) {
            if (name.equals(keyword.arg)) {
                return expressions.of(keyword.value);
            }
        }
        return Tree.ABSENT;
    }

    /** Whether a constant is a text, and not a number of bytes, say. */
    static boolean isNumber(ExprTy source) {
        return source instanceof ExprTy.Constant constant
                && constant.value.kind == ConstantValue.Kind.LONG;
    }
}
