package dev.assay.registry.gate;

import dev.assay.scanners.artifact.git.GitReference;
import dev.assay.scanners.coordinates.GitPlace;
import dev.assay.scanners.coordinates.Purl;

import java.util.List;

/** How git gets an approved commit. */
public final class GitCommand {

    private GitCommand() {}

    /**
     * The program and its arguments.
     *
     * @param closure the gate's address of the release's closure, with a slash at the end
     */
    public static List<String> of(Purl release, String closure) {
        var address = closure + GitPlace.of(release).map(GitPlace::toString).orElse("");
        return GitReference.isCommit(release.exactVersion())
                ? List.of("git", "clone", "--depth", "1", address)
                : List.of(
                        "git",
                        "clone",
                        "--depth",
                        "1",
                        "--branch",
                        release.exactVersion(),
                        address);
    }
}
