/** A Merkle tree over the audit trail, as transparency logs have it (RFC 6962, C2SP). */
@NullMarked
package dev.assay.inventory.tree;

import org.jspecify.annotations.NullMarked;
