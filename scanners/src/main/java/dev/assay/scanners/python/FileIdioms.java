package dev.assay.scanners.python;

import dev.assay.scanners.javascript.syntax.Node;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Files and their paths. */
final class FileIdioms {

    private FileIdioms() {}

    static Map<String, Idiom> all() {
        var all = new HashMap<String, Idiom>();
        for (var name :
                List.of(
                        "builtins.open",
                        "io.open",
                        "codecs.open",
                        "aiofiles.open",
                        "gzip.open",
                        "bz2.open",
                        "lzma.open")) {
            all.put(name, FileIdioms::opened);
        }
        for (var name :
                List.of(
                        "remove",
                        "unlink",
                        "rename",
                        "replace",
                        "renames",
                        "listdir",
                        "scandir",
                        "walk",
                        "mkdir",
                        "makedirs",
                        "rmdir",
                        "removedirs",
                        "chmod",
                        "lchmod",
                        "fchmod",
                        "chown",
                        "symlink",
                        "link",
                        "truncate")) {
            all.put("os." + name, used(name));
        }
        for (var name :
                List.of(
                        "copy",
                        "copy2",
                        "copyfile",
                        "copytree",
                        "move",
                        "rmtree",
                        "make_archive",
                        "unpack_archive")) {
            all.put("shutil." + name, used(name));
        }
        all.put("glob.glob", used("glob"));
        all.put("glob.iglob", used("glob"));
        all.put("tempfile.mkstemp", used("mkstemp"));
        all.put("tempfile.mkdtemp", used("mkdtemp"));
        for (var module : List.of("os.path", "posixpath", "ntpath")) {
            all.put(module + ".join", FileIdioms::joined);
            all.put(module + ".dirname", path("dirname"));
            for (var name :
                    List.of("abspath", "realpath", "normpath", "expanduser", "expandvars")) {
                all.put(module + "." + name, path("normalize"));
            }
        }
        for (var name : List.of("Path", "PurePath", "PosixPath", "WindowsPath", "PurePosixPath")) {
            all.put("pathlib." + name, FileIdioms::made);
        }
        return all;
    }

    static Node used(Arguments call, Node receiver, String name) {
        var arguments = call.positional(0);
        var all = new Node[arguments.length + 1];
        all[0] = receiver;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return call.in()
                .call(call.call(), call.in().library(call.call().func, "pylib:files", name), all);
    }

    private static Idiom used(String name) {
        return call ->
                call.in()
                        .call(
                                call.call(),
                                call.in().library(call.call().func, "pylib:files", name),
                                call.positional(0));
    }

    private static @Nullable Node opened(Arguments call) {
        var path = call.get(0, "file");
        if (path == null) {
            return null;
        }
        var callee = call.in().library(call.call().func, "pylib:files", "open");
        var mode = call.get(1, "mode");
        return mode == null
                ? call.in().call(call.call(), callee, call.in().of(path))
                : call.in().call(call.call(), callee, call.in().of(path), call.in().of(mode));
    }

    private static Node joined(Arguments call) {
        return call.in()
                .call(
                        call.call(),
                        call.in().library(call.call(), "node:path", "join"),
                        call.positional(0));
    }

    private static Idiom path(String function) {
        return call ->
                call.size() == 0
                        ? null
                        : call.in()
                                .call(
                                        call.call(),
                                        call.in().library(call.call(), "node:path", function),
                                        call.node(0, ""));
    }

    private static @Nullable Node made(Arguments call) {
        return switch (call.size()) {
            case 0 -> call.in().string(call.call(), ".");
            case 1 -> path("normalize").of(call);
            default -> joined(call);
        };
    }
}
