/**
 * Bills of materials that vendors send, read within bounds, and what of them is not what was found.
 */
@NullMarked
package dev.assay.scanners.vendorbom;

import org.jspecify.annotations.NullMarked;
