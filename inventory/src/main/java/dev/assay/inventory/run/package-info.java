/** What came of running releases. */
@NullMarked
package dev.assay.inventory.run;

import org.jspecify.annotations.NullMarked;
