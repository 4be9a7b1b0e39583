/**
 * What JavaScript does: destinations, payloads, files, processes, tools, and the functions it
 * consists of.
 */
@NullMarked
package dev.assay.scanners.javascript;

import org.jspecify.annotations.NullMarked;
