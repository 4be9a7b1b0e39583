/**
 * Where programs of a release run: a chamber of namespaces around one process of our own, and in it
 * a cell around each program. Where the isolation cannot be shown to hold, nothing runs.
 */
@NullMarked
package dev.assay.scanners.detonation.chamber;

import org.jspecify.annotations.NullMarked;
