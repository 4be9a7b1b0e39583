/** A release with everything it resolves to, locked by integrity. */
@NullMarked
package dev.assay.scanners.closure;

import org.jspecify.annotations.NullMarked;
