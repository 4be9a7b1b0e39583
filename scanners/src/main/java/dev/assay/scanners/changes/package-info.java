/**
 * What a reviewer reads of a version: the functions that changed, side by side, the files, and what
 * is sent and said in other words. A plan of what to show is made of two profiles; the code itself
 * is cut out of the artifacts in the worker process.
 */
@NullMarked
package dev.assay.scanners.changes;

import org.jspecify.annotations.NullMarked;
