/** Closures of Maven, resolved by Maven's own resolver. */
@NullMarked
package dev.assay.scanners.closure.maven;

import org.jspecify.annotations.NullMarked;
