/**
 * Demonstrates: inert sample servers with a history, and the upstream registry that serves them.
 */
@NullMarked
package dev.assay.samples;

import org.jspecify.annotations.NullMarked;
