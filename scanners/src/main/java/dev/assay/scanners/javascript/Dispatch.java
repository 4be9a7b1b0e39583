package dev.assay.scanners.javascript;

import dev.assay.scanners.javascript.CodePackage.CallSite;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What servers that define their tools in one place and run them in another do with a tool's name:
 * {@code case "get_thing": …} and {@code if (name === "get_thing") …}.
 */
final class Dispatch {

    private static final int MOST_OF_ONE_NAME = 8;

    private final Map<String, List<CallSite>> branches = new HashMap<>();

    /** Takes note of a branch that a name leads to. */
    void note(Script script, Node node) {
        switch (node.kind()) {
            case CASE -> {
                if (node.size() > 1 && node.kid(0).is(Kind.STRING)) {
                    add(node.kid(0).name(), script, node);
                }
            }
            case IF -> {
                var test = node.kid(0);
                if (test.is(Kind.BINARY) && test.name().startsWith("==") && node.size() > 1) {
                    var text = test.kid(0).is(Kind.STRING) ? test.kid(0) : test.kid(1);
                    if (text.is(Kind.STRING)) {
                        add(text.name(), script, node.kid(1));
                    }
                }
            }
            default -> {}
        }
    }

    private void add(String name, Script script, Node branch) {
        if (ToolNames.is(name)) {
            var known = branches.computeIfAbsent(name, key -> new ArrayList<>(1));
            if (known.size() < MOST_OF_ONE_NAME) {
                known.add(new CallSite(script, branch));
            }
        }
    }

    /** The code that runs for a name, as far as it was seen. */
    List<CallSite> branches(String name) {
        return branches.getOrDefault(name, List.of());
    }
}
