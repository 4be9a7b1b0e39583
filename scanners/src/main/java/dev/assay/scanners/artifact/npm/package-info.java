/** The npm registry protocol as a client: configuration, packuments and tarballs. */
@NullMarked
package dev.assay.scanners.artifact.npm;

import org.jspecify.annotations.NullMarked;
