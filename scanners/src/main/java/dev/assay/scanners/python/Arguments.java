package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ConstantValue;
import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A call while it is turned into an idiom.
 *
 * @param in where it stands
 */
record Arguments(Expressions in, ExprTy.Call call) {

    int size() {
        return call.args.length;
    }

    @Nullable ExprTy at(int index) {
        return index < call.args.length ? call.args[index] : null;
    }

    @Nullable ExprTy named(String name) {
        for (var keyword : call.keywords) {
            if (name.equals(keyword.arg)) {
                return keyword.value;
            }
        }
        return null;
    }

    /** An argument by position or by name. */
    @Nullable ExprTy get(int index, String name) {
        var positional = at(index);
        return positional == null ? named(name) : positional;
    }

    /** The same, translated; absent where it is not given. */
    Node node(int index, String name) {
        return in.of(get(index, name));
    }

    boolean hasStars() {
        for (var argument : call.args) {
            if (argument instanceof ExprTy.Starred) {
                return true;
            }
        }
        return false;
    }

    boolean isTrue(String name) {
        return named(name) instanceof ExprTy.Constant constant
                && constant.value.kind == ConstantValue.Kind.BOOLEAN
                && constant.value.getBoolean();
    }

    Node[] positional(int from) {
        var nodes = new ArrayList<Node>(call.args.length);
        for (var index = from; index < call.args.length; index++) {
            nodes.add(in.of(call.args[index]));
        }
        return nodes.toArray(Node.NONE);
    }

    /** The keyword arguments as properties, some under another name, some left out. */
    List<Node> properties(Map<String, String> renamed, Set<String> without) {
        var properties = new ArrayList<Node>(call.keywords.length);
        for (var keyword : call.keywords) {
            if (keyword.arg == null) {
                properties.add(in.node(Kind.SPREAD, keyword, null, in.of(keyword.value)));
            } else if (!without.contains(keyword.arg)) {
                var name = renamed.getOrDefault(keyword.arg, keyword.arg);
                properties.add(in.property(keyword, name, in.of(keyword.value)));
            }
        }
        return properties;
    }

    List<Node> properties() {
        return properties(Map.of(), Set.of());
    }

    /** A call of something with positional nodes, and the keyword arguments behind them. */
    Node called(Node callee, Node... positional) {
        return called(callee, properties(), positional);
    }

    Node called(Node callee, List<Node> properties, Node... positional) {
        if (properties.isEmpty()) {
            return in.call(call, callee, positional);
        }
        var arguments = new ArrayList<>(List.of(positional));
        arguments.add(in.named(call, properties));
        return in.call(call, callee, arguments.toArray(Node.NONE));
    }
}
