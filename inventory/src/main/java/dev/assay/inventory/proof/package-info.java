/** What came of looking again at what proved a release. */
@NullMarked
package dev.assay.inventory.proof;

import org.jspecify.annotations.NullMarked;
