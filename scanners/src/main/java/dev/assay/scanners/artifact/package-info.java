/** Bounded reading of what an attacker may have written: network answers and archives. */
@NullMarked
package dev.assay.scanners.artifact;

import org.jspecify.annotations.NullMarked;
