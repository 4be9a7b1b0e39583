/** The gate as npm, pnpm and yarn speak to it. */
@NullMarked
package dev.assay.registry.gate.npm;

import org.jspecify.annotations.NullMarked;
