/** git, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.git;

import org.jspecify.annotations.NullMarked;
