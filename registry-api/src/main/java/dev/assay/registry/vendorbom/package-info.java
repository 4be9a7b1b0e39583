/** Bills of materials that vendors send, beside what was found. */
@NullMarked
package dev.assay.registry.vendorbom;

import org.jspecify.annotations.NullMarked;
