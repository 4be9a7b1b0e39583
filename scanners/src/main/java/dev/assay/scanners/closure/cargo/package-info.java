/** What cargo takes with a crate, for a named platform. */
@NullMarked
package dev.assay.scanners.closure.cargo;

import org.jspecify.annotations.NullMarked;
