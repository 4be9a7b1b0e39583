package dev.assay.inventory.tree;

import java.time.Instant;
import java.util.List;

/**
 * A signed checkpoint of the audit trail.
 *
 * @param sequence of the last event in it
 * @param head that event's hash
 * @param peaks as {@link MerkleTree#peaks} tells them, so that the tree goes on from there
 * @param note the signed note, as it is given away
 */
public record AuditCheckpoint(
        TreeHead tree,
        long sequence,
        String head,
        List<String> peaks,
        String note,
        Instant madeAt) {

    public AuditCheckpoint {
        peaks = List.copyOf(peaks);
    }

    public long size() {
        return tree.size();
    }
}
