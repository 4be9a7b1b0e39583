/** Files that were handed in instead of published. */
@NullMarked
package dev.assay.inventory.upload;

import org.jspecify.annotations.NullMarked;
