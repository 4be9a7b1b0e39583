/** What changed between two profiles. */
@NullMarked
package dev.assay.scanners.delta;

import org.jspecify.annotations.NullMarked;
