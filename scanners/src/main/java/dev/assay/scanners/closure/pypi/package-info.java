/**
 * Closures of Python packages, resolved by metadata for a named target. Nothing is built or run.
 */
@NullMarked
package dev.assay.scanners.closure.pypi;

import org.jspecify.annotations.NullMarked;
