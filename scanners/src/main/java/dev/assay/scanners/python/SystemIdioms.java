package dev.assay.scanners.python;

import com.oracle.graal.python.pegparser.sst.ExprTy;

import dev.assay.scanners.javascript.syntax.Kind;
import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment, programs that are started, code that is loaded, places of the machine. */
final class SystemIdioms {

    private SystemIdioms() {}

    static Map<String, Idiom> all() {
        var all = new HashMap<String, Idiom>();
        all.put("os.getenv", SystemIdioms::variable);
        all.put("os.environ.get", SystemIdioms::variable);
        all.put("os.environ.pop", SystemIdioms::variable);
        all.put("os.environ.setdefault", SystemIdioms::defaulted);
        all.put("os.putenv", SystemIdioms::defaulted);
        all.put("os.environ.copy", SystemIdioms::copy);
        all.put("os.environ.items", call -> listed(call, "entries"));
        all.put("os.environ.keys", call -> listed(call, "keys"));
        all.put("os.environ.values", call -> listed(call, "values"));
        for (var name : List.of("run", "call", "check_call", "check_output", "Popen")) {
            all.put("subprocess." + name, call -> started(call, "subprocess." + name));
        }
        for (var name :
                List.of(
                        "spawnl",
                        "spawnle",
                        "spawnlp",
                        "spawnlpe",
                        "spawnv",
                        "spawnve",
                        "spawnvp",
                        "spawnvpe")) {
            all.put("os." + name, call -> spawned(call, "os." + name));
        }
        all.put("pty.spawn", call -> started(call, "pty.spawn"));
        all.put("builtins.__import__", SystemIdioms::loaded);
        all.put("importlib.import_module", SystemIdioms::loaded);
        all.put("importlib.__import__", SystemIdioms::loaded);
        all.put("builtins.getattr", SystemIdioms::attribute);
        all.put("builtins.setattr", SystemIdioms::assigned);
        all.put("asyncio.run", call -> call.size() == 0 ? null : call.node(0, ""));
        for (var name :
                List.of(
                        "anyio.run",
                        "trio.run",
                        "asyncio.to_thread",
                        "anyio.to_thread.run_sync",
                        "functools.partial")) {
            all.put(name, SystemIdioms::handed);
        }
        all.put("threading.Thread", SystemIdioms::thread);
        place(all, "socket.gethostname", "hostname");
        place(all, "socket.getfqdn", "hostname");
        place(all, "platform.node", "hostname");
        place(all, "platform.uname", "hostname");
        place(all, "os.uname", "hostname");
        place(all, "getpass.getuser", "userInfo");
        place(all, "os.getlogin", "userInfo");
        place(all, "psutil.net_if_addrs", "networkInterfaces");
        place(all, "uuid.getnode", "networkInterfaces");
        place(all, "tempfile.gettempdir", "tmpdir");
        place(all, "pathlib.Path.home", "homedir");
        all.put(
                "os.getcwd",
                call ->
                        call.in()
                                .call(
                                        call.call(),
                                        call.in().global(call.call(), "process", "cwd")));
        all.put(
                "pathlib.Path.cwd",
                call ->
                        call.in()
                                .call(
                                        call.call(),
                                        call.in().global(call.call(), "process", "cwd")));
        return all;
    }

    private static void place(Map<String, Idiom> all, String name, String function) {
        all.put(
                name,
                call ->
                        call.in()
                                .call(
                                        call.call(),
                                        call.in().library(call.call(), "node:os", function)));
    }

    private static Node environmentAt(Arguments call, ExprTy name) {
        var environment = call.in().environment(call.call());
        var constant = Texts.constant(name);
        return constant == null
                ? call.in().node(Kind.INDEX, call.call(), null, environment, call.in().of(name))
                : call.in().member(call.call(), environment, constant);
    }

    private static @Nullable Node variable(Arguments call) {
        var name = call.get(0, "key");
        if (name == null) {
            return null;
        }
        var value = environmentAt(call, name);
        var fallback = call.get(1, "default");
        return fallback == null
                ? value
                : call.in().node(Kind.LOGICAL, call.call(), "||", value, call.in().of(fallback));
    }

    private static @Nullable Node defaulted(Arguments call) {
        var name = call.at(0);
        var value = call.at(1);
        return name == null || value == null
                ? null
                : call.in()
                        .node(
                                Kind.ASSIGN,
                                call.call(),
                                "??=",
                                environmentAt(call, name),
                                call.in().of(value));
    }

    private static Node copy(Arguments call) {
        var environment = call.in().environment(call.call());
        return call.in()
                .object(
                        call.call(),
                        List.of(call.in().node(Kind.SPREAD, call.call(), null, environment)));
    }

    private static Node listed(Arguments call, String how) {
        return call.in()
                .call(
                        call.call(),
                        call.in().global(call.call(), "Object", how),
                        call.in().environment(call.call()));
    }

    /** A list is a program and its arguments, a text is for a shell. */
    private static @Nullable Node started(Arguments call, String name) {
        var command = call.get(0, "args");
        if (command == null) {
            return null;
        }
        var elements =
                switch (command) {
                    case ExprTy.List list -> list.elements;
                    case ExprTy.Tuple tuple -> tuple.elements;
                    default -> null;
                };
        var in = call.in();
        if (elements != null && elements.length > 0 && !(elements[0] instanceof ExprTy.Starred)) {
            var shell = call.isTrue("shell") ? "$" : "";
            var callee = in.library(call.call().func, "pylib:process", name + shell);
            var rest = new ArrayList<Node>();
            for (var index = 1; index < elements.length; index++) {
                rest.add(in.of(elements[index]));
            }
            return call.called(
                    callee,
                    in.of(elements[0]),
                    in.node(Kind.ARRAY, command, null, rest.toArray(Node.NONE)));
        }
        if (call.isTrue("shell")
                || Texts.constant(command) != null
                || command instanceof ExprTy.JoinedStr) {
            var callee = in.library(call.call().func, "pylib:process", name + "$");
            return call.called(callee, in.of(command));
        }
        return null;
    }

    /** The first argument says how to wait. */
    private static Node spawned(Arguments call, String name) {
        var callee = call.in().library(call.call().func, "pylib:process", name);
        return call.called(callee, call.positional(1));
    }

    private static @Nullable Node loaded(Arguments call) {
        var name = call.get(0, "name");
        if (name == null) {
            return null;
        }
        var constant = Texts.constant(name);
        return call.in()
                .node(
                        Kind.IMPORT,
                        call.call(),
                        null,
                        constant == null
                                ? call.in().of(name)
                                : call.in().string(name, PythonModules.SCHEME + constant));
    }

    private static Node place(Arguments call, ExprTy object, ExprTy name) {
        var in = call.in();
        var constant = Texts.constant(name);
        return constant == null
                ? in.node(Kind.INDEX, call.call(), null, in.of(object), in.of(name))
                : in.member(call.call(), in.of(object), constant);
    }

    private static @Nullable Node attribute(Arguments call) {
        var object = call.at(0);
        var name = call.at(1);
        if (object == null || name == null) {
            return null;
        }
        var value = place(call, object, name);
        var fallback = call.at(2);
        return fallback == null
                ? value
                : call.in().node(Kind.LOGICAL, call.call(), "||", value, call.in().of(fallback));
    }

    private static @Nullable Node assigned(Arguments call) {
        var object = call.at(0);
        var name = call.at(1);
        var value = call.at(2);
        if (object == null || name == null || value == null) {
            return null;
        }
        var target = place(call, object, name);
        return call.in().node(Kind.ASSIGN, call.call(), "=", target, call.in().of(value));
    }

    /** A function that is called elsewhere with the arguments behind it. */
    private static @Nullable Node handed(Arguments call) {
        var function = call.at(0);
        return function == null || function instanceof ExprTy.Starred
                ? null
                : call.called(call.in().of(function), call.positional(1));
    }

    private static @Nullable Node thread(Arguments call) {
        var function = call.named("target");
        if (function == null || !(call.named("args") instanceof ExprTy.Tuple given)) {
            return null;
        }
        return call.in().call(call.call(), call.in().of(function), call.in().all(given.elements));
    }
}
