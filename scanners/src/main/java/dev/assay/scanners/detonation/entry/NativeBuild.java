package dev.assay.scanners.detonation.entry;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What npm runs for a package that has a {@code binding.gyp} and no hook of its own before it:
 * {@code node-gyp rebuild}. It is run where all that it takes is on the host, with the host's own
 * headers; it is never let fetch headers, since it would be given made-up ones.
 */
final class NativeBuild {

    static final String FILE = "binding.gyp";

    private static final List<Path> NODE_GYP =
            List.of(
                    Path.of("/usr/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js"),
                    Path.of(
                            "/usr/local/lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js"),
                    Path.of("/usr/share/nodejs/node-gyp/bin/node-gyp.js"));
    private static final String HOOKS_PROGRAMS =
            "lib/node_modules/npm/node_modules/@npmcli/run-script/lib/node-gyp-bin";
    private static final List<Path> PREFIXES = List.of(Path.of("/usr"), Path.of("/usr/local"));

    /** Each tool by what it is called to people. */
    private static final Map<String, List<String>> TOOLS =
            Map.of(
                    "Python", List.of("python3"),
                    "make", List.of("make"),
                    "a C++ compiler", List.of("c++", "g++", "clang++"));

    private final Path root;

    /**
     * @param root of the host's files, {@code /}
     */
    NativeBuild(Path root) {
        this.root = root;
    }

    /** What it takes and is not there, for people; empty where nothing is. */
    List<String> lacking() {
        var lacking = new ArrayList<String>();
        if (nodeGyp() == null) {
            lacking.add("node-gyp");
        }
        if (headers() == null) {
            lacking.add("the headers of Node.js");
        }
        TOOLS.forEach(
                (name, programs) -> {
                    if (programs.stream().noneMatch(this::has)) {
                        lacking.add(name);
                    }
                });
        return lacking.stream().sorted().toList();
    }

    /** Where nothing is lacking. */
    String command() {
        return "node " + nodeGyp() + " rebuild --nodedir=" + headers();
    }

    /** What hooks that call node-gyp by themselves need to use the host's headers. */
    Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        var gyp = nodeGyp();
        var headers = headers();
        if (gyp != null) {
            environment.put("npm_config_node_gyp", gyp.toString());
        }
        if (headers != null) {
            environment.put("npm_config_nodedir", headers.toString());
        }
        return environment;
    }

    /** Where npm keeps the program {@code node-gyp} for hooks. */
    List<String> path() {
        return PREFIXES.stream()
                .map(prefix -> prefix.resolve(HOOKS_PROGRAMS))
                .filter(folder -> Files.isDirectory(below(folder)))
                .map(Path::toString)
                .toList();
    }

    private @Nullable Path nodeGyp() {
        return NODE_GYP.stream().filter(file -> Files.exists(below(file))).findFirst().orElse(null);
    }

    private @Nullable Path headers() {
        return PREFIXES.stream()
                .filter(prefix -> Files.exists(below(prefix.resolve("include/node/node_api.h"))))
                .findFirst()
                .orElse(null);
    }

    private boolean has(String program) {
        return PREFIXES.stream()
                .anyMatch(prefix -> Files.exists(below(prefix.resolve("bin").resolve(program))));
    }

    private Path below(Path file) {
        return root.resolve(file.toString().substring(1));
    }
}
