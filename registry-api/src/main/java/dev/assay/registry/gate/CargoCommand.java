package dev.assay.registry.gate;

import dev.assay.scanners.coordinates.Purl;

import java.util.List;

/**
 * How an approved crate is built and installed with its closure. It does not run it: what its
 * programs are called, nobody knows before. The gate stands for cargo's own registry, since what a
 * crate needs is in no other by its manifest, whatever index it was itself taken from.
 */
public final class CargoCommand {

    private CargoCommand() {}

    /**
     * The program and its arguments.
     *
     * @param closure the gate's address of the release's closure
     */
    public static List<String> install(Purl release, String closure) {
        return List.of(
                "cargo",
                "install",
                "--config",
                "source.crates-io.replace-with=\"assay\"",
                "--config",
                "source.assay.registry=\"sparse+" + closure + "\"",
                release.packageName() + "@" + release.exactVersion());
    }
}
