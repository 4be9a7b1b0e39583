/** The ecosystems that there are, as they declare themselves. */
@NullMarked
package dev.assay.scanners.ecosystem.known;

import org.jspecify.annotations.NullMarked;
