package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.ClassOf;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Instance;
import dev.assay.scanners.javascript.syntax.Cls;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/**
 * Functions of others that are replaced: globals, prototypes, Node's modules, the MCP SDK's
 * handlers (signals CAP-MONKEYPATCH). Whoever holds one sees what everybody else hands to it.
 */
final class PatchFacts implements FactFamily {

    /** Globals through which data goes, or that decide what code runs. */
    private static final Set<String> GLOBALS =
            Set.of(
                    "fetch",
                    "XMLHttpRequest",
                    "WebSocket",
                    "EventSource",
                    "Request",
                    "Response",
                    "Headers",
                    "Promise",
                    "Function",
                    "eval",
                    "require",
                    "Buffer",
                    "atob",
                    "btoa");

    private static final Set<String> OBJECTS =
            Set.of(
                    "globalThis",
                    "global",
                    "window",
                    "self",
                    "process",
                    "JSON",
                    "Object",
                    "Array",
                    "String",
                    "Function",
                    "Promise",
                    "Reflect",
                    "Map",
                    "Set",
                    "Date",
                    "Math",
                    "RegExp",
                    "Number",
                    "Error",
                    "Symbol",
                    "Buffer",
                    "console",
                    "crypto",
                    "Response",
                    "Request",
                    "Headers",
                    "XMLHttpRequest",
                    "WebSocket",
                    "EventSource",
                    "module",
                    "require");

    /** What the MCP SDK's servers and clients are asked and answer through. */
    private static final Set<String> SDK =
            Set.of(
                    "tool",
                    "registerTool",
                    "setRequestHandler",
                    "setNotificationHandler",
                    "registerPrompt",
                    "prompt",
                    "registerResource",
                    "resource",
                    "connect",
                    "send",
                    "request",
                    "notification",
                    "callTool",
                    "listTools");

    /** Functions of Node's modules worth the question what a variable made by a call holds. */
    private static final Set<String> BUILT_IN_FUNCTIONS =
            Set.of(
                    "request",
                    "get",
                    "fetch",
                    "connect",
                    "createConnection",
                    "createServer",
                    "write",
                    "end",
                    "emit",
                    "lookup",
                    "resolve",
                    "spawn",
                    "spawnSync",
                    "exec",
                    "execSync",
                    "execFile",
                    "execFileSync",
                    "fork",
                    "readFile",
                    "readFileSync",
                    "writeFile",
                    "writeFileSync",
                    "open",
                    "openSync",
                    "require",
                    "_load",
                    "_compile",
                    "_resolveFilename",
                    "createHash",
                    "createCipheriv",
                    "log");

    private static final int FARTHEST_GUARD = 8;

    private final Evaluator evaluator;
    private final Report report;

    PatchFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.ASSIGN, Kind.CALL);
    }

    @Override
    public void look(Place place, Node node) {
        if (node.is(Kind.CALL)) {
            called(place, node);
        } else if (node.isNamed("=") && mayBeFunction(node.kid(1))) {
            assigned(place, node, node.kid(0), node.kid(1));
        }
    }

    private void assigned(Place place, Node at, Node target, Node value) {
        if (target instanceof Ident ident) {
            if (ident.binding() == null && GLOBALS.contains(ident.name())) {
                add(place, at, ident.name(), ident.name(), value);
            }
        } else if (target.is(Kind.MEMBER)) {
            var object = target.kid(0);
            if (object.is(Kind.MEMBER) && object.isNamed("prototype")) {
                ofClass(place, at, object.kid(0), target.name(), value);
            }
            if (mayBePatched(object, target.name())) {
                replaced(place, at, object, target.name(), value);
            }
        }
    }

    /** A method that a class of this package has by its own words is put in place of another. */
    private void ofClass(Place place, Node at, Node owner, String name, Node value) {
        if (!(owner instanceof Ident ident) || ident.binding() == null) {
            return;
        }
        for (var holder : evaluator.of(place.script(), owner)) {
            if (holder instanceof ClassOf of && of.cls().member(name) != null) {
                var sdk = sdk(of.cls(), name);
                add(place, at, sdk == null ? "prototype." + name : sdk, name, value);
                return;
            }
        }
    }

    /**
     * {@code Object.assign(https, {request})} and {@code Object.defineProperty(JSON, "parse", …)}.
     */
    private void called(Place place, Node call) {
        var callee = call.kid(0);
        if (!callee.is(Kind.MEMBER)
                || call.size() < 3
                || !callee.kid(0).isNamed("Object") && !callee.kid(0).isNamed("Reflect")
                || !mayBePatched(call.kid(1), "request")) {
            return;
        }
        switch (callee.name()) {
            case "assign" -> {
                for (var property : call.kid(2).kids()) {
                    if (property.is(Kind.PROPERTY)
                            && property.text() != null
                            && property.kid(0).is(Kind.FUNCTION)) {
                        replaced(place, call, call.kid(1), property.name(), property.kid(0));
                    }
                }
            }
            case "defineProperty", "set" -> {
                var name = evaluator.text(place.script(), call.kid(2));
                if (name != null && call.size() > 3) {
                    replaced(place, call, call.kid(1), name.text(), call.kid(3));
                }
            }
            default -> {}
        }
    }

    /** Numbers, texts and plain objects are settings. */
    private static boolean mayBeFunction(Node value) {
        return switch (value.kind()) {
            case FUNCTION, CLASS, CALL, IDENT, MEMBER, CONDITIONAL, NEW -> true;
            default -> false;
        };
    }

    /** Whether the name an object hangs on is a global, an import, or made of one. */
    private static boolean mayBePatched(Node object, String name) {
        var root = object;
        while (root.is(Kind.MEMBER)) {
            root = root.kid(0);
        }
        if (!(root instanceof Ident ident)) {
            return false;
        }
        var binding = ident.binding();
        if (binding == null) {
            return OBJECTS.contains(ident.name());
        }
        if (binding.imported() != null) {
            return true;
        }
        if (binding.writes().size() != 1) {
            return false;
        }
        return switch (binding.writes().getFirst().value().kind()) {
            case CALL, NEW, AWAIT -> SDK.contains(name) || BUILT_IN_FUNCTIONS.contains(name);
            default -> false;
        };
    }

    private void replaced(Place place, Node at, Node object, String name, Node value) {
        for (var holder : evaluator.of(place.script(), object)) {
            var what =
                    switch (holder) {
                        case External external -> what(external.path(), name);
                        case Instance instance -> sdk(instance.cls(), name);
                        case ClassOf of -> null;
                        default -> null;
                    };
            if (what != null) {
                add(place, at, what, name, value);
                return;
            }
        }
    }

    private static @Nullable String what(String path, String name) {
        var global = path.substring(2);
        if (path.startsWith("g:")) {
            return ofGlobal(global, name);
        }
        var external = new External(path, null, null);
        if (!external.isPackage()) {
            // Node's own module, or a class or prototype of it; not what its functions made.
            return path.contains("()") || path.contains("{}") ? null : global + "." + name;
        }
        if (external.root().equals("@modelcontextprotocol/sdk") && SDK.contains(name)) {
            return "@modelcontextprotocol/sdk " + name;
        }
        // Properties named so are there to be set.
        var isHook = name.startsWith("on") || name.startsWith("_") || path.contains("()");
        return isHook || path.contains("{}") || path.contains("defaults")
                ? null
                : external.root() + " " + name;
    }

    private static @Nullable String ofGlobal(String object, String name) {
        return switch (object) {
            case "globalThis", "global", "window", "self" -> GLOBALS.contains(name) ? name : null;
            case "process" -> name.startsWith("exit") ? null : object + "." + name;
            case "module", "exports", "module.exports", "Error" -> null;
            default ->
                    object.contains("()")
                                    || object.contains("{}")
                                    || object.startsWith("module.exports")
                                    || object.startsWith("process.env")
                            ? null
                            : object.startsWith("module.constructor")
                                    ? "module" + object.substring(18) + "." + name
                                    : isBuiltIn(object) ? object + "." + name : null;
        };
    }

    private static boolean isBuiltIn(String object) {
        var dot = object.indexOf('.');
        return OBJECTS.contains(dot < 0 ? object : object.substring(0, dot));
    }

    /** The SDK in a bundle: a class of this package that has the handlers under their own names. */
    private static @Nullable String sdk(Cls cls, String name) {
        return SDK.contains(name)
                        && cls.member(name) != null
                        && (cls.member("setRequestHandler") != null
                                || cls.member("registerTool") != null
                                || isTransport(cls))
                ? "@modelcontextprotocol/sdk " + name
                : null;
    }

    private static boolean isTransport(Cls cls) {
        return cls.member("start") != null
                && cls.member("send") != null
                && cls.member("close") != null;
    }

    private void add(Place place, Node at, String what, String name, Node value) {
        if (isPolyfill(place, name)) {
            return;
        }
        report.add(
                FindingKind.DYNAMIC_CODE,
                "patch " + what,
                Via.PLAIN,
                place.script(),
                at,
                Map.of("sink", "patch", "patched", what, "weight", weight(what)));
    }

    private static String weight(String what) {
        if (what.startsWith("console.")) {
            return "low";
        }
        if (what.indexOf(' ') > 0) {
            return what.startsWith("@modelcontextprotocol/") ? "high" : "low";
        }
        var dot = what.indexOf('.');
        var root = dot < 0 ? what : what.substring(0, dot);
        return switch (root) {
            // A library that adds to its own classes as it is loaded.
            case "prototype" -> "low";
            case "Array",
                    "Object",
                    "String",
                    "Map",
                    "Set",
                    "Date",
                    "Math",
                    "RegExp",
                    "Number",
                    "Error",
                    "Symbol",
                    "Reflect",
                    "events",
                    "util",
                    "assert",
                    "path",
                    "url",
                    "tty",
                    "readline",
                    "querystring",
                    "buffer",
                    "Buffer",
                    "atob",
                    "btoa",
                    "timers" ->
                    "medium";
            case "process" ->
                    what.equals("process.emitWarning")
                            ? "low"
                            : what.startsWith("process.std") || what.endsWith(".emit")
                                    ? "high"
                                    : "medium";
            default -> "high";
        };
    }

    /** {@code if (!Array.prototype.at) Array.prototype.at = …}: it is set where it is missing. */
    private static boolean isPolyfill(Place place, String name) {
        for (var distance = 0; distance < FARTHEST_GUARD; distance++) {
            var around = place.parent(distance);
            if (around == null) {
                return false;
            }
            if ((around.is(Kind.IF) || around.is(Kind.LOGICAL))
                    && asksWhether(around.kid(0), name, 4)) {
                return true;
            }
        }
        return false;
    }

    private static boolean asksWhether(Node test, String name, int depth) {
        if (test.is(Kind.UNARY) && (test.isNamed("!") || test.isNamed("typeof"))) {
            return mentions(test.kid(0), name);
        }
        if (test.is(Kind.BINARY) && test.name().startsWith("==")) {
            return mentions(test.kid(0), name)
                    || test.kid(0).size() > 0 && mentions(test.kid(0).kid(0), name);
        }
        if (depth > 0 && test.is(Kind.LOGICAL)) {
            return asksWhether(test.kid(0), name, depth - 1)
                    || asksWhether(test.kid(1), name, depth - 1);
        }
        return false;
    }

    private static boolean mentions(Node node, String name) {
        return node.isNamed(name) && (node.is(Kind.MEMBER) || node.is(Kind.IDENT));
    }
}
