/** Crates, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.cargo;

import org.jspecify.annotations.NullMarked;
