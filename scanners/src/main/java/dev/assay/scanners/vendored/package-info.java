/** Which functions of a package come from a known release of another one. */
@NullMarked
package dev.assay.scanners.vendored;

import org.jspecify.annotations.NullMarked;
