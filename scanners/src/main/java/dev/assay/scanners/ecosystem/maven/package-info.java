/** Maven, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.maven;

import org.jspecify.annotations.NullMarked;
