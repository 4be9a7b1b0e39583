/** Indexes of Python packages: pages of files, by the simple repository API. */
@NullMarked
package dev.assay.scanners.artifact.pypi;

import org.jspecify.annotations.NullMarked;
