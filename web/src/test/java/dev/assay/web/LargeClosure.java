package dev.assay.web;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import java.util.ArrayList;

/** A closure of the size of real ones: each package asks for up to three others. */
final class LargeClosure {

    private LargeClosure() {}

    static Closure of(Purl release, int size) {
        var packages = new ArrayList<LockedPackage>();
        packages.add(locked("", release, asks(1, size) + ",\"part-twice\":\"1\""));
        for (var i = 1; i < size - 1; i++) {
            packages.add(
                    locked(
                            "node_modules/part-" + i,
                            Purl.npm("part-" + i, "1." + i + ".0"),
                            asks(i * 3, size)));
        }
        packages.add(locked("node_modules/part-twice", Purl.npm("part-twice", "1.0.0"), ""));
        packages.add(
                locked(
                        "node_modules/part-1/node_modules/part-twice",
                        Purl.npm("part-twice", "2.0.0"),
                        ""));
        return new Closure(release, packages);
    }

    private static String asks(int first, int size) {
        var names = new ArrayList<String>();
        for (var i = first; i < first + 3 && i < size - 1; i++) {
            names.add("\"part-" + i + "\":\"1\"");
        }
        if (first == 3) {
            names.add("\"part-twice\":\"2\"");
        }
        return String.join(",", names);
    }

    private static LockedPackage locked(String path, Purl purl, String dependencies) {
        return new LockedPackage(
                path,
                purl,
                Integrity.ofSha512(new byte[64]),
                false,
                "{\"dependencies\":{" + dependencies + "}}");
    }
}
