/** A package beside the source it names: which files and functions of it come from nowhere. */
@NullMarked
package dev.assay.scanners.source;

import org.jspecify.annotations.NullMarked;
