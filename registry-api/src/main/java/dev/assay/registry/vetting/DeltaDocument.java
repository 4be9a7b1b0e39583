package dev.assay.registry.vetting;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.delta.Delta;

import org.jspecify.annotations.Nullable;

/**
 * What changed since the approved release, before any declaration is looked at.
 *
 * @param baseline the approved release it was compared with, or null
 */
record DeltaDocument(String schema, @Nullable Id baseline, Delta delta) {

    static final String SCHEMA = "assay-release-delta/1";
}
