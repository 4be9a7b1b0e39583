package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.javascript.Value.Func;
import dev.assay.scanners.javascript.syntax.Fn;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What functions change outside of themselves, and what the functions do that they call: files
 * written and deleted, programs started, requests that are more than a question.
 */
final class Deeds {

    private static final int MOST_FUNCTIONS = 150;
    private static final int MOST_CALLS = 400;
    private static final int DEEPEST = 8;
    private static final Set<String> QUESTIONS = Set.of("", "GET", "HEAD", "OPTIONS", "*", "{}");

    private final Evaluator evaluator;
    private final Map<Fn, Set<String>> done = new IdentityHashMap<>();

    /**
     * Requests by a helper that is handed the method: whose request it is, only the caller says.
     */
    private final Map<Fn, Set<String>> sent = new IdentityHashMap<>();

    private final Map<Fn, List<Func>> called = new IdentityHashMap<>();

    Deeds(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /** Takes note of a fact where it is a deed. */
    void note(FindingKind kind, String value, Map<String, Object> detail, Fn in) {
        var deed = deed(kind, value, detail);
        if (!deed.isEmpty()) {
            var shared = kind == FindingKind.NETWORK_CALL && !saysMethod(detail);
            (shared ? sent : done).computeIfAbsent(in, fn -> new TreeSet<>()).add(deed);
        }
    }

    /** {@code axios.post(…)} sends nothing but that, whoever calls it. */
    private static boolean saysMethod(Map<String, Object> detail) {
        var sink = String.valueOf(detail.get("sink")).toLowerCase(Locale.ROOT);
        var method = String.valueOf(detail.get("method")).toLowerCase(Locale.ROOT);
        return sink.endsWith("." + method);
    }

    private static String deed(FindingKind kind, String value, Map<String, Object> detail) {
        return switch (kind) {
            case FS_ACCESS ->
                    switch (String.valueOf(detail.get("operation"))) {
                        case "write", "chmod" -> "writes files (" + detail.get("method") + ")";
                        case "delete" -> "deletes files (" + detail.get("method") + ")";
                        default -> "";
                    };
            case PROCESS_SPAWN -> "starts a program (" + value + ")";
            case NETWORK_CALL -> {
                var method = String.valueOf(detail.getOrDefault("method", ""));
                yield QUESTIONS.contains(method)
                        ? ""
                        : "sends " + method + " to " + detail.getOrDefault("host", "a server");
            }
            default -> "";
        };
    }

    /** All that is done from a function on, its inner functions included. */
    List<String> from(List<Func> handlers) {
        var deeds = new TreeSet<String>();
        var seen = Collections.newSetFromMap(new IdentityHashMap<Fn, Boolean>());
        var waiting = new ArrayDeque<Func>(handlers);
        handlers.forEach(handler -> addSent(handler.fn(), deeds, 0));
        while (!waiting.isEmpty() && seen.size() < MOST_FUNCTIONS) {
            var next = waiting.remove();
            if (!seen.add(next.fn())) {
                continue;
            }
            waiting.addAll(calls(next));
            deeds.addAll(done.getOrDefault(next.fn(), Set.of()));
            for (var inner : next.fn().inner()) {
                waiting.add(new Func(next.script(), inner));
            }
        }
        return List.copyOf(deeds);
    }

    /** What the handler itself sends, functions inside it included. */
    private void addSent(Fn handler, Set<String> deeds, int depth) {
        deeds.addAll(sent.getOrDefault(handler, Set.of()));
        if (depth < DEEPEST) {
            handler.inner().forEach(inner -> addSent(inner, deeds, depth + 1));
        }
    }

    /** {@code request(path, {method: "POST"})}: the caller says what the helper sends. */
    private static String handedMethod(Node call) {
        for (var index = 1; index < call.size(); index++) {
            var method =
                    call.kid(index).is(Kind.OBJECT) ? Keys.value(call.kid(index), "method") : null;
            if (method != null && method.is(Kind.STRING)) {
                return method.name().toUpperCase(Locale.ROOT);
            }
        }
        return "";
    }

    private List<Func> calls(Func function) {
        var known = called.get(function.fn());
        if (known == null) {
            known = new ArrayList<>();
            var nodes = new ArrayList<Node>();
            collect(function.fn().body(), nodes);
            for (var call : nodes) {
                for (var value : evaluator.of(function.script(), call.kid(0))) {
                    if (value instanceof Func func) {
                        known.add(func);
                        var method = handedMethod(call);
                        if (!QUESTIONS.contains(method)) {
                            done.computeIfAbsent(function.fn(), fn -> new TreeSet<>())
                                    .add("sends " + method + " through " + call.kid(0).name());
                        }
                    }
                }
            }
            called.put(function.fn(), known);
        }
        return known;
    }

    /** The functions of the package that a piece of code calls. */
    List<Func> calledIn(Script script, Node code) {
        var found = new ArrayList<Func>();
        var nodes = new ArrayList<Node>();
        collect(code, nodes);
        for (var call : nodes) {
            for (var value : evaluator.of(script, call.kid(0))) {
                if (value instanceof Func func) {
                    found.add(func);
                }
            }
        }
        return found;
    }

    /** Calls of the function itself; functions inside it are looked at as their own. */
    private static void collect(Node node, List<Node> calls) {
        if (calls.size() >= MOST_CALLS) {
            return;
        }
        if (node.is(Kind.CALL) && (node.kid(0).is(Kind.IDENT) || node.kid(0).is(Kind.MEMBER))) {
            calls.add(node);
        }
        for (var kid : node.kids()) {
            if (!kid.is(Kind.FUNCTION)) {
                collect(kid, calls);
            }
        }
    }
}
