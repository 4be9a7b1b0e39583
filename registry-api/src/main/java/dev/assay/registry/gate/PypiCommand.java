package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;

import java.util.List;

/** How an approved Python release is installed or run with its closure. */
public final class PypiCommand {

    private PypiCommand() {}

    /**
     * The program and its arguments that run it: {@code uvx} runs the command that is called like
     * the package.
     *
     * @param closure the gate's address of the release's closure
     */
    public static List<String> run(Purl release, String closure) {
        return List.of("uvx", "--index-url", closure + "simple/", pinned(release));
    }

    /** The same that install it. */
    public static List<String> install(Purl release, String closure) {
        return List.of("pip", "install", "--index-url", closure + "simple/", pinned(release));
    }

    private static String pinned(Purl release) {
        return release.packageName() + "==" + release.exactVersion();
    }
}
