package dev.assay.registry.vetting;

import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Review;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.scanners.delta.Delta;

import org.jspecify.annotations.Nullable;

/**
 * What a reviewer looks at.
 *
 * @param snapshot what an approval would stand on; null until vetting has finished. Its digest is
 *     {@link Review#snapshotSha256()}
 * @param delta the delta of that snapshot; null until vetting has finished
 */
public record ReviewReport(
        Review review, AccessRequest request, @Nullable Snapshot snapshot, @Nullable Delta delta) {}
