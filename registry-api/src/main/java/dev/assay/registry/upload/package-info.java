/** Bytes that teams hand in instead of publishing: taken, named, and offered to vetting. */
@NullMarked
package dev.assay.registry.upload;

import org.jspecify.annotations.NullMarked;
