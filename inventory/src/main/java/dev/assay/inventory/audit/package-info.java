/** What happened, who did it, in order, for ever. */
@NullMarked
package dev.assay.inventory.audit;

import org.jspecify.annotations.NullMarked;
