package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.syntax.Ident;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Code that is made or chosen while running, and native code that is loaded. */
final class CodeFacts implements FactFamily {

    private static final Map<String, String> SINKS =
            Map.ofEntries(
                    Map.entry("g:eval", "eval"),
                    Map.entry("g:Function", "new Function"),
                    Map.entry("g:Function{}", "new Function"),
                    Map.entry("g:AsyncFunction{}", "new Function"),
                    Map.entry("m:vm.runInThisContext", "vm.runInThisContext"),
                    Map.entry("m:vm.runInNewContext", "vm.runInNewContext"),
                    Map.entry("m:vm.runInContext", "vm.runInContext"),
                    Map.entry("m:vm.compileFunction", "vm.compileFunction"),
                    Map.entry("m:vm.Script{}", "vm.Script"),
                    Map.entry("m:vm.SourceTextModule{}", "vm.SourceTextModule"),
                    Map.entry("m:module.prototype._compile", "Module._compile"),
                    Map.entry("m:module{}._compile", "Module._compile"),
                    Map.entry("g:module._compile", "Module._compile"),
                    Map.entry("m:module._load", "Module._load"),
                    Map.entry("m:module.register", "module.register"),
                    Map.entry("m:wasi.WASI{}", "wasi.WASI"),
                    Map.entry("m:inspector.Session{}", "inspector.Session"),
                    Map.entry("g:process.binding", "process.binding"),
                    Map.entry("g:process._linkedBinding", "process.binding"),
                    Map.entry("g:WebAssembly.instantiate", "WebAssembly.instantiate"),
                    Map.entry("g:WebAssembly.compile", "WebAssembly.compile"),
                    Map.entry("g:WebAssembly.instantiateStreaming", "WebAssembly.instantiate"),
                    Map.entry("g:WebAssembly.Module{}", "WebAssembly.Module"),
                    Map.entry("g:WebAssembly.Instance{}", "WebAssembly.Instance"));

    private static final Set<String> LAST_NAMES =
            Set.of(
                    "eval",
                    "Function",
                    "AsyncFunction",
                    "runInThisContext",
                    "runInNewContext",
                    "runInContext",
                    "compileFunction",
                    "Script",
                    "SourceTextModule",
                    "_compile",
                    "_load",
                    "register",
                    "Session",
                    "binding",
                    "_linkedBinding",
                    "instantiate",
                    "compile",
                    "instantiateStreaming",
                    "Module",
                    "Instance",
                    "dlopen",
                    "require",
                    "constructor",
                    "getBuiltinModule",
                    "WASI",
                    "load",
                    "Library",
                    "setTimeout",
                    "setInterval",
                    "setImmediate");

    /** Last names of Python's, which in JavaScript would only be looked at in vain. */
    private static final Set<String> PYTHON_NAMES =
            Set.of(
                    "loads",
                    "Unpickler",
                    "full_load",
                    "unsafe_load",
                    "run_path",
                    "run_module",
                    "FunctionType",
                    "CodeType",
                    "CDLL",
                    "PyDLL",
                    "WinDLL",
                    "LoadLibrary",
                    "find_library",
                    "InteractiveInterpreter",
                    "settrace");

    private final Evaluator evaluator;
    private final Sources sources;
    private final Report report;

    CodeFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.sources = new Sources(evaluator);
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW, Kind.IMPORT);
    }

    @Override
    public void look(Place place, Node call) {
        var script = place.script();
        if (call.is(Kind.CALL) && call.size() > 1) {
            handedOn(script, call);
        }
        if (call.is(Kind.IMPORT)) {
            if (call.size() > 0) {
                loaded(script, call, call.kid(0), "import");
            }
            return;
        }
        var callee = call.kid(0);
        if (!(callee instanceof Ident ident
                        && (ident.binding() != null || LAST_NAMES.contains(ident.name())))
                && !(callee.is(Kind.MEMBER) && LAST_NAMES.contains(callee.name()))
                && !callee.is(Kind.INDEX)
                && !(callee.is(Kind.MEMBER) && callee.kid(0).is(Kind.IMPORT))
                && !(script.isForeign() && PYTHON_NAMES.contains(callee.name()))
                && !(callee.is(Kind.CALL) && callee.kid(0).isNamed("createRequire"))) {
            return;
        }
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external) {
                var path = call.is(Kind.NEW) ? external.path() + "{}" : external.path();
                if (sink(script, call, path)) {
                    return;
                }
            }
        }
    }

    /** {@code answer.then(eval)}: whoever gets the function runs what comes. */
    private void handedOn(Script script, Node call) {
        for (var index = 1; index < call.size(); index++) {
            if (call.kid(index) instanceof Ident ident
                    && ident.binding() == null
                    && ident.isNamed("eval")
                    && !call.kid(0).isNamed("typeof")) {
                var callee = call.kid(0);
                var detail = new LinkedHashMap<String, Object>();
                detail.put("sink", "eval");
                if (callee.is(Kind.MEMBER) && sources.of(script, callee.kid(0)).has("response")) {
                    detail.put("remote", true);
                }
                report.add(FindingKind.DYNAMIC_CODE, "eval", Via.PLAIN, script, call, detail);
            }
        }
    }

    private boolean sink(Script script, Node call, String path) {
        var known = SINKS.get(path);
        var sink = known == null ? PythonLibrary.code(path) : known;
        if (sink == null && PythonLibrary.loadsNative(path)) {
            loadedNative(script, call);
            return true;
        }
        if (sink != null) {
            if (!isProbe(call, sink)) {
                add(script, call, sink);
            }
            return true;
        }
        switch (path) {
            case "g:require", "g:module.require", "m:module.createRequire()" -> {
                if (call.size() > 1) {
                    loaded(script, call, call.kid(1), "require");
                }
                return true;
            }
            case "g:process.getBuiltinModule" -> {
                if (call.size() > 1) {
                    loaded(script, call, call.kid(1), "getBuiltinModule");
                }
                return true;
            }
            case "m:koffi.load",
                    "m:ffi-napi.Library{}",
                    "m:ffi-napi.Library",
                    "m:ffi-rs.open",
                    "m:bindings",
                    "m:node-gyp-build" -> {
                report.add(
                        FindingKind.NATIVE_BINARY,
                        new External(path, null, null).root(),
                        Via.PLAIN,
                        script,
                        call,
                        Map.of("how", "load"));
                return true;
            }
            case "g:process.dlopen" -> {
                report.add(
                        FindingKind.NATIVE_BINARY,
                        "process.dlopen",
                        Via.PLAIN,
                        script,
                        call,
                        Map.of());
                return true;
            }
            case "g:setTimeout", "g:setInterval", "g:setImmediate" -> {
                if (call.size() > 1 && evaluator.text(script, call.kid(1)) != null) {
                    add(script, call, path.substring(2) + " string");
                }
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    /**
     * {@code new Function("")} and {@code Function("return this")()} find out what the platform
     * allows.
     */
    private static boolean isProbe(Node call, String sink) {
        return sink.equals("new Function")
                && (call.size() == 1
                        || call.size() == 2
                                && call.kid(1).is(Kind.STRING)
                                && (call.kid(1).name().isEmpty()
                                        || call.kid(1).name().equals("return this")));
    }

    private void add(Script script, Node call, String sink) {
        var text = call.size() > 1 ? evaluator.text(script, call.kid(call.size() - 1)) : null;
        var via = text == null ? Via.PLAIN : text.via();
        var detail = new LinkedHashMap<String, Object>();
        detail.put("sink", sink);
        if (text != null) {
            var code = text.text();
            detail.put("code", code.length() > 300 ? code.substring(0, 300) : code);
            RunCode.contacted(report, text, sink, script, call);
        } else if (call.size() > 1
                && sources.of(script, call.kid(call.size() - 1)).has("response")) {
            detail.put("remote", true);
        }
        report.add(FindingKind.DYNAMIC_CODE, sink, via, script, call, detail);
    }

    /** A module is loaded: a native one, or one whose name only the run decides. */
    private void loaded(Script script, Node call, Node specifier, String how) {
        var texts = evaluator.texts(script, specifier);
        for (var text : texts) {
            if (text.text().endsWith(".node")) {
                report.add(
                        FindingKind.NATIVE_BINARY,
                        name(text.text()),
                        text.via(),
                        script,
                        call,
                        Map.of("how", how));
            }
            if (text.text().startsWith("data:")
                    || text.text().startsWith("blob:")
                    || text.text().contains("://") && !text.text().startsWith("file:")) {
                var scheme = text.text().substring(0, text.text().indexOf(':'));
                report.add(
                        FindingKind.DYNAMIC_CODE,
                        how + " " + scheme + ":",
                        text.via(),
                        script,
                        call,
                        Map.of("sink", how));
            }
        }
        var unknown = texts.isEmpty() || texts.stream().anyMatch(text -> !text.isWhole());
        if (unknown && !specifier.is(Kind.STRING)) {
            var pattern =
                    texts.isEmpty()
                            ? "*"
                            : texts.getFirst().text().replace(String.valueOf(Value.HOLE), "{}");
            report.add(
                    FindingKind.DYNAMIC_CODE,
                    how + " " + pattern,
                    Via.PLAIN,
                    script,
                    call,
                    Map.of("sink", how));
        }
    }

    /** {@code ctypes.CDLL(path)} */
    private void loadedNative(Script script, Node call) {
        var text = call.size() > 1 ? evaluator.text(script, call.kid(1)) : null;
        report.add(
                FindingKind.NATIVE_BINARY,
                text == null ? "*" : name(text.text()),
                text == null ? Via.PLAIN : text.via(),
                script,
                call,
                Map.of("how", "ctypes"));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace(String.valueOf(Value.HOLE), "{}");
    }
}
