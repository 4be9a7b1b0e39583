package dev.assay.registry.bom;

import dev.assay.inventory.store.Id;

import java.util.List;
import java.util.Map;

/** Where the closures of what is served are read. */
@FunctionalInterface
public interface Packages {

    /**
     * One package of a closure, without the release itself.
     *
     * @param purl with a version
     * @param integrity as the lock has it, {@code sha512-…}
     * @param licence what it declares, in SPDX's words where they can say it; empty where it
     *     declares nothing, or was not looked at
     * @param texts the SPDX ids of the licences whose texts its files hold
     */
    record Packed(String purl, String integrity, String licence, List<String> texts) {}

    /**
     * What the served releases of a server consist of.
     *
     * @param server its package URL without a version
     * @return by the package URL of each served release; each package once
     */
    Map<String, List<Packed>> served(String server);

    /**
     * The ids of the served releases of a server, under which each has a {@linkplain ReleaseBoms
     * signed bill of materials} of its own.
     *
     * @return by the package URL of each served release
     */
    default Map<String, Id> releases(String server) {
        return Map.of();
    }
}
