/** The gate for Python's installers: an index of what is approved. */
@NullMarked
package dev.assay.registry.gate.pypi;

import org.jspecify.annotations.NullMarked;
