package dev.assay.registry.vetting;

import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.worker.ScanOutcome;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Where the profiles of a closure's packages lie, the release itself first.
 *
 * @param analysis the version of the analysers that made them
 */
record ProfileDocument(String schema, int analysis, List<Entry> packages) {

    static final String SCHEMA = "assay-profiles/1";

    /**
     * One package; its places in the closure share it.
     *
     * @param profile the profile's document, null where it could not be scanned
     * @param problem why it could not be scanned, null where it was
     */
    record Entry(
            String purl,
            Integrity integrity,
            Sha256 sha256,
            @Nullable Sha256 profile,
            ScanOutcome.@Nullable NotScanned problem) {}

    ProfileDocument {
        packages = List.copyOf(packages);
    }
}
