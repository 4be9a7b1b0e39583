/** The gate: what is approved leaves, everything else is refused in words. */
@NullMarked
package dev.assay.registry.gate;

import org.jspecify.annotations.NullMarked;
