/** Moves and saves what an installation knows: all tables as streams of rows, and the blobs. */
@NullMarked
package dev.assay.inventory.backup;

import org.jspecify.annotations.NullMarked;
