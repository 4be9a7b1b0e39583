/**
 * Made-up secrets that are planted where a server can find them, and the search for them in what it
 * sends: as they are, encoded, and in pieces.
 */
@NullMarked
package dev.assay.scanners.detonation.canary;

import org.jspecify.annotations.NullMarked;
