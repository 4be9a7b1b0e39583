/**
 * Exports that are written by themselves: which, how often and where to stands in settings alone.
 */
@NullMarked
package dev.assay.registry.export.schedule;

import org.jspecify.annotations.NullMarked;
