/**
 * Text that a person does not see and a machine does: invisible, reordering and escape characters.
 */
@NullMarked
package dev.assay.scanners.hiddentext;

import org.jspecify.annotations.NullMarked;
