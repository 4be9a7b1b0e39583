/** Rehearses a revocation at the real gate and measures it. */
@NullMarked
package dev.assay.registry.drill;

import org.jspecify.annotations.NullMarked;
