/** Resolves a release as npm would install it into an empty project. */
@NullMarked
package dev.assay.scanners.closure.npm;

import org.jspecify.annotations.NullMarked;
