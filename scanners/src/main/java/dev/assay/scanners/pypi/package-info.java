/**
 * Packages of Python: what their metadata declare, what installing and starting them runs, and
 * which of their files that leads to.
 */
@NullMarked
package dev.assay.scanners.pypi;

import org.jspecify.annotations.NullMarked;
