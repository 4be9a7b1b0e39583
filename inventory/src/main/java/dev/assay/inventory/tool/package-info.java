/** The tool matrix: what each tool of a release may be used for, and who said so. */
@NullMarked
package dev.assay.inventory.tool;

import org.jspecify.annotations.NullMarked;
