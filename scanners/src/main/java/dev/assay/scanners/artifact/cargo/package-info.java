/** Registries of crates, by cargo's sparse protocol. */
@NullMarked
package dev.assay.scanners.artifact.cargo;

import org.jspecify.annotations.NullMarked;
