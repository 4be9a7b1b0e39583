/**
 * Who published the versions of a package, when, and with what proof: the registry's claims, and
 * what was verified of them.
 */
@NullMarked
package dev.assay.scanners.publisher;

import org.jspecify.annotations.NullMarked;
