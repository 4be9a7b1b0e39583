package dev.assay.registry.reminder;

import dev.assay.scanners.coordinates.Purl;

/** Which servers have so much at stake that they are looked after more often. */
@FunctionalInterface
interface HighRisk {

    /**
     * @param packagePurl a server's package, without a version
     */
    boolean is(Purl packagePurl);
}
