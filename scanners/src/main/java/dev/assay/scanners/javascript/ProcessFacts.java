package dev.assay.scanners.javascript;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.javascript.Value.Arr;
import dev.assay.scanners.javascript.Value.External;
import dev.assay.scanners.javascript.Value.Text;
import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;
import dev.assay.scanners.javascript.syntax.Script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Other programs and threads that are started. */
final class ProcessFacts implements FactFamily {

    /** Value path to the name in reports; a trailing {@code $} takes a whole command line. */
    private static final Map<String, String> SINKS =
            Map.ofEntries(
                    Map.entry("m:child_process.exec", "exec$"),
                    Map.entry("m:child_process.execSync", "execSync$"),
                    Map.entry("m:child_process.execFile", "execFile"),
                    Map.entry("m:child_process.execFileSync", "execFileSync"),
                    Map.entry("m:child_process.spawn", "spawn"),
                    Map.entry("m:child_process.spawnSync", "spawnSync"),
                    Map.entry("m:child_process.fork", "fork"),
                    Map.entry("m:execa", "execa"),
                    Map.entry("m:execa.execa", "execa"),
                    Map.entry("m:execa.sync", "execa"),
                    Map.entry("m:execa.execaSync", "execa"),
                    Map.entry("m:execa.execaCommand", "execa$"),
                    Map.entry("m:execa.command", "execa$"),
                    Map.entry("m:execa.execaNode", "execa"),
                    Map.entry("m:execa.$", "execa$"),
                    Map.entry("m:zx.$", "zx$"),
                    Map.entry("m:cross-spawn", "spawn"),
                    Map.entry("m:cross-spawn.spawn", "spawn"),
                    Map.entry("m:cross-spawn.sync", "spawnSync"),
                    Map.entry("m:tinyexec.x", "exec"),
                    Map.entry("m:tinyexec.exec", "exec"),
                    Map.entry("m:nano-spawn", "spawn"),
                    Map.entry("m:@expo/spawn-async", "spawn"),
                    Map.entry("m:@npmcli/promise-spawn", "spawn"),
                    Map.entry(
                            "m:@modelcontextprotocol/sdk/client/stdio.js.StdioClientTransport{}",
                            "StdioClientTransport"),
                    Map.entry("m:node-pty.spawn", "pty.spawn"),
                    Map.entry("m:@lydell/node-pty.spawn", "pty.spawn"),
                    Map.entry("m:shelljs.exec", "exec$"),
                    Map.entry("m:worker_threads.Worker{}", "Worker"),
                    Map.entry("g:Worker{}", "Worker"),
                    Map.entry("m:cluster.fork", "cluster.fork"),
                    Map.entry("g:process.binding().spawn", "spawn"),
                    Map.entry("g:Bun.spawn", "Bun.spawn"),
                    Map.entry("g:Bun.spawnSync", "Bun.spawn"),
                    Map.entry("g:Bun.$", "Bun.$$"),
                    Map.entry("g:Deno.Command{}", "Deno.Command"));

    private static final int LONGEST_ARGUMENT = 300;

    private final Evaluator evaluator;
    private final ManyCallers callers;
    private final Report report;

    ProcessFacts(Evaluator evaluator, Report report) {
        this.evaluator = evaluator;
        this.callers = new ManyCallers(evaluator);
        this.report = report;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.CALL, Kind.NEW);
    }

    @Override
    public void look(Place place, Node call) {
        var callee = call.kid(0);
        if (!callee.is(Kind.IDENT) && !callee.is(Kind.MEMBER) && !callee.is(Kind.INDEX)) {
            return;
        }
        var script = place.script();
        for (var value : evaluator.of(script, callee)) {
            if (value instanceof External external) {
                var path = call.is(Kind.NEW) ? external.path() + "{}" : external.path();
                var known = SINKS.get(path);
                var sink = known == null ? PythonLibrary.process(path) : known;
                if (sink != null) {
                    started(script, call, sink);
                    return;
                }
            }
        }
    }

    private void started(Script script, Node call, String sink) {
        var commandLine = sink.endsWith("$");
        var name = commandLine ? sink.substring(0, sink.length() - 1) : sink;
        var programs = programs(script, call);
        var arguments = commandLine ? List.<String>of() : arguments(script, call);
        if (programs.isEmpty()) {
            add(script, call, name, "*", Via.PLAIN, "", arguments);
        }
        for (var text : programs) {
            var shown = text.text().replace(String.valueOf(Value.HOLE), "{}").strip();
            var program = commandLine ? firstWord(shown) : shown;
            add(
                    script,
                    call,
                    name,
                    program.isEmpty() ? "*" : program,
                    text.via(),
                    shown,
                    arguments);
        }
    }

    private void add(
            Script script,
            Node call,
            String name,
            String program,
            Via via,
            String command,
            List<String> arguments) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("sink", name);
        if (program.equals("*") && isNamedOutside(script, call)) {
            detail.put("namedOutside", true);
        }
        if (!command.isEmpty() && !command.equals(program)) {
            detail.put("command", command.length() > 300 ? command.substring(0, 300) : command);
        }
        if (!arguments.isEmpty()) {
            detail.put("args", arguments);
        }
        if (usesShell(script, call)) {
            detail.put("shell", true);
        }
        report.add(FindingKind.PROCESS_SPAWN, name + " " + program, via, script, call, detail);
    }

    /** Whether what is started comes from a parameter that nothing in the package gives a value. */
    private boolean isNamedOutside(Script script, Node call) {
        if (call.size() < 2) {
            return false;
        }
        for (var value : evaluator.of(script, call.kid(1))) {
            if (value instanceof Value.Argument) {
                return true;
            }
        }
        return false;
    }

    private List<Text> programs(Script script, Node call) {
        if (call.size() < 2) {
            return List.of();
        }
        var first = call.kid(1);
        var texts = new ArrayList<Text>();
        for (var value : evaluator.of(script, first)) {
            if (value instanceof Value.Obj obj) {
                for (var name : List.of("file", "command")) {
                    for (var given : evaluator.members().of(List.of(obj), name)) {
                        program(script, first, given, texts);
                    }
                }
            } else {
                program(script, first, value, texts);
            }
        }
        for (var given : callers.of(script, first)) {
            for (var text : evaluator.texts(given.script(), given.node())) {
                if (!texts.contains(text)) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private void program(Script script, Node at, Value value, List<Text> texts) {
        switch (value) {
            case Text text -> texts.add(text);
            case Arr arr when arr.node().size() > 0 ->
                    texts.addAll(evaluator.texts(arr.script(), arr.node().kid(0)));
            case External external -> {
                var known = Places.ofValue(external.path());
                if (known != null) {
                    texts.add(new Text(known, Via.FOLDED, script, at));
                }
            }
            default -> {}
        }
    }

    private List<String> arguments(Script script, Node call) {
        var arguments = new ArrayList<String>();
        if (call.size() > 2) {
            for (var value : evaluator.of(script, call.kid(2))) {
                if (value instanceof Arr arr) {
                    for (var kid : arr.node().kids()) {
                        if (arguments.size() < 20) {
                            arguments.add(argument(arr.script(), kid));
                        }
                    }
                    break;
                }
            }
        }
        return arguments;
    }

    /** What is known of an argument: of what a shell is told, the program at least. */
    private String argument(Script script, Node node) {
        var text = evaluator.text(script, node);
        if (text != null) {
            return text.text();
        }
        var parts = evaluator.texts(script, node);
        if (parts.isEmpty()) {
            return "{}";
        }
        var shown = parts.getFirst().text().replace(String.valueOf(Value.HOLE), "{}");
        return shown.substring(0, Math.min(shown.length(), LONGEST_ARGUMENT));
    }

    private boolean usesShell(Script script, Node call) {
        for (var index = 2; index < call.size(); index++) {
            for (var value : evaluator.of(script, call.kid(index))) {
                if (value instanceof Value.Obj obj) {
                    for (var property : obj.node().kids()) {
                        if (property.is(Kind.PROPERTY) && property.isNamed("shell")) {
                            return !property.kid(0).isNamed("false");
                        }
                    }
                }
            }
        }
        return false;
    }

    private static String firstWord(String command) {
        var end = 0;
        while (end < command.length() && !Character.isWhitespace(command.charAt(end))) {
            end++;
        }
        return command.substring(0, end);
    }
}
