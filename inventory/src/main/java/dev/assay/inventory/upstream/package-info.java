/** What is on record of the places that packages come from. */
@NullMarked
package dev.assay.inventory.upstream;

import org.jspecify.annotations.NullMarked;
