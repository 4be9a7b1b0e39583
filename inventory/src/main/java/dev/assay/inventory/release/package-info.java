/**
 * Releases: what was asked for, what became of its vetting, and the closure that is approved or
 * not.
 */
@NullMarked
package dev.assay.inventory.release;

import org.jspecify.annotations.NullMarked;
