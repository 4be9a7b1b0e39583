package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;

import java.util.List;

/** How Maven fetches an approved release with its closure. It does not run it: nobody knows how. */
public final class MavenCommand {

    private MavenCommand() {}

    /**
     * The program and its arguments.
     *
     * @param closure the gate's address of the release's closure
     */
    public static List<String> of(Purl release, String closure) {
        return List.of(
                "mvn",
                "dependency:get",
                "-Dartifact="
                        + release.namespace()
                        + ":"
                        + release.name()
                        + ":"
                        + release.exactVersion(),
                "-DremoteRepositories=" + closure);
    }
}
