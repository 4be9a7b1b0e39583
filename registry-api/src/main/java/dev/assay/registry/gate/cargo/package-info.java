/** The gate's registry of crates, by cargo's sparse protocol. */
@NullMarked
package dev.assay.registry.gate.cargo;

import org.jspecify.annotations.NullMarked;
