package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;

import java.util.List;

/** How an approved NuGet release is run or added with its closure. */
public final class NugetCommand {

    private NugetCommand() {}

    /**
     * The program and its arguments that run it as a tool, which MCP servers are.
     *
     * @param closure the gate's address of the release's closure
     */
    public static List<String> run(Purl release, String closure) {
        return List.of(
                "dnx",
                release.name() + "@" + release.exactVersion(),
                "--source",
                source(closure),
                "--yes");
    }

    /** The same that add it to a project. */
    public static List<String> install(Purl release, String closure) {
        return List.of(
                "dotnet",
                "add",
                "package",
                release.name(),
                "--version",
                release.exactVersion(),
                "--source",
                source(closure));
    }

    /** The service index of a closure. */
    public static String source(String closure) {
        return closure + "v3/index.json";
    }
}
