package dev.assay.scanners.javascript;

import java.util.Set;

/** The modules that Node itself provides. */
final class NodeModules {

    private static final Set<String> BUILT_IN =
            Set.of(
                    "assert",
                    "async_hooks",
                    "buffer",
                    "child_process",
                    "cluster",
                    "console",
                    "constants",
                    "crypto",
                    "dgram",
                    "diagnostics_channel",
                    "dns",
                    "domain",
                    "events",
                    "fs",
                    "http",
                    "http2",
                    "https",
                    "inspector",
                    "module",
                    "net",
                    "os",
                    "path",
                    "perf_hooks",
                    "process",
                    "punycode",
                    "querystring",
                    "readline",
                    "repl",
                    "stream",
                    "string_decoder",
                    "sys",
                    "timers",
                    "tls",
                    "trace_events",
                    "tty",
                    "url",
                    "util",
                    "v8",
                    "vm",
                    "wasi",
                    "worker_threads",
                    "zlib");

    private NodeModules() {}

    static boolean isBuiltIn(String name) {
        return BUILT_IN.contains(name) || name.startsWith("node:") || PythonLibrary.isBuiltIn(name);
    }

    /**
     * The root of a value path for a specifier: {@code node:fs/promises} becomes {@code
     * m:fs.promises}, so that one catalogue entry covers all spellings.
     */
    static String path(String specifier) {
        var bare = specifier.startsWith("node:") ? specifier.substring(5) : specifier;
        return switch (bare) {
            case "fs/promises" -> "m:fs.promises";
            case "dns/promises" -> "m:dns";
            case "timers/promises" -> "m:timers";
            case "process" -> "g:process";
            default -> "m:" + bare;
        };
    }
}
