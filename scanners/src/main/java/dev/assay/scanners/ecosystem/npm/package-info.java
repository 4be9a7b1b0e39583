/** npm, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.npm;

import org.jspecify.annotations.NullMarked;
