/** The gate for git: smart HTTP of approved commits, each without its history. */
@NullMarked
package dev.assay.registry.gate.git;

import org.jspecify.annotations.NullMarked;
