/** Writes what is approved now for the programs that enforce it. */
@NullMarked
package dev.assay.registry.allowed;

import org.jspecify.annotations.NullMarked;
