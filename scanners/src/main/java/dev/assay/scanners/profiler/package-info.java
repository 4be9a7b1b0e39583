/** Runs every analyser over a package and puts what they see into one profile. */
@NullMarked
package dev.assay.scanners.profiler;

import org.jspecify.annotations.NullMarked;
