/**
 * What there is to know of an ecosystem, and what is asked of its upstream: the seam that vetting,
 * watch and the command line stand on.
 */
@NullMarked
package dev.assay.scanners.ecosystem;

import org.jspecify.annotations.NullMarked;
