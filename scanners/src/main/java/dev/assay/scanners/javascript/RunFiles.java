package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which files a call runs as code, whatever they are called: what a worker or a child process is
 * started with, and what is read and then made into code. A payload in a file called {@code .txt}
 * or {@code .dat} is code from there on.
 */
final class RunFiles {

    /** Calls whose text becomes code. */
    private static final Set<String> MAKERS =
            Set.of(
                    "eval",
                    "Function",
                    "Script",
                    "SourceTextModule",
                    "_compile",
                    "compileFunction",
                    "runInContext",
                    "runInNewContext",
                    "runInThisContext");

    /** Calls whose path is run by Node. */
    private static final Set<String> STARTERS =
            Set.of("Worker", "fork", "spawn", "spawnSync", "execFile", "execFileSync");

    private static final int DEEPEST = 12;
    private static final int LONGEST = 200;

    private RunFiles() {}

    /** Adds the paths that a call runs, as they are written. */
    static void of(Node call, Collection<String> into) {
        var callee = call.kid(0);
        if (callee.text() == null) {
            return;
        }
        if (MAKERS.contains(callee.name())) {
            for (var index = 1; index < call.size(); index++) {
                read(call.kid(index), 0, into);
            }
        } else if (STARTERS.contains(callee.name())) {
            for (var index = 1; index < call.size(); index++) {
                paths(call.kid(index), 0, into);
            }
        }
    }

    /** What is read in an expression that becomes code. */
    private static void read(Node node, int depth, Collection<String> into) {
        if (depth > DEEPEST) {
            return;
        }
        if (node.is(Kind.CALL) && node.kid(0).text() != null && isReader(node.kid(0).name())) {
            for (var index = 1; index < node.size(); index++) {
                paths(node.kid(index), depth + 1, into);
            }
            return;
        }
        if (node instanceof Ident ident) {
            for (var value : values(ident)) {
                read(value, depth + 1, into);
            }
        }
        for (var kid : node.kids()) {
            read(kid, depth + 1, into);
        }
    }

    private static boolean isReader(String name) {
        return name.startsWith("readFile");
    }

    private static void paths(Node node, int depth, Collection<String> into) {
        if (depth > DEEPEST || node.is(Kind.FUNCTION)) {
            return;
        }
        if (node.is(Kind.STRING)) {
            var text = node.name();
            if (text.length() > 1 && text.length() < LONGEST && text.indexOf(' ') < 0) {
                into.add(text);
            }
        }
        if (node instanceof Ident ident) {
            for (var value : values(ident)) {
                paths(value, depth + 1, into);
            }
        }
        for (var kid : node.kids()) {
            paths(kid, depth + 1, into);
        }
    }

    /** What a variable is given, where that is little enough to follow. */
    private static Set<Node> values(Ident ident) {
        var values = new LinkedHashSet<Node>();
        var binding = ident.binding();
        if (binding != null && binding.writes().size() <= 4) {
            for (var write : binding.writes()) {
                values.add(write.value());
            }
        }
        return values;
    }
}
