package dev.assay.scanners.detonation.entry;

import java.util.Objects;

/**
 * A package of a closure that is to be laid out.
 *
 * @param path where it is in the closure: for npm where it is installed, as {@code
 *     node_modules/a/node_modules/b}; empty for the release itself
 * @param file the name of its archive in the folder of archives
 * @param name what its file is called where it comes from, or empty where that says nothing
 * @param runtime which versions of its runtime it is for, as its ecosystem writes it, or empty
 * @param target which machine the closure was resolved for, as its ecosystem writes it, or empty
 */
public record Placed(
        String path, String purl, String file, String name, String runtime, String target) {

    public Placed {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(file, "file is null");
        name = Objects.requireNonNullElse(name, "");
        runtime = Objects.requireNonNullElse(runtime, "");
        target = Objects.requireNonNullElse(target, "");
    }

    /** Of an ecosystem whose closures are for every machine. */
    public static Placed of(String path, String purl, String file) {
        return new Placed(path, purl, file, "", "", "");
    }
}
