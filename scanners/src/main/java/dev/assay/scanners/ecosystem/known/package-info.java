/** The list of the ecosystems: the one place that names them all. */
@NullMarked
package dev.assay.scanners.ecosystem.known;

import org.jspecify.annotations.NullMarked;
