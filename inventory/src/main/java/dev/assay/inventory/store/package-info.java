/** Where records and bytes are kept: the database and the content-addressed store. */
@NullMarked
package dev.assay.inventory.store;

import org.jspecify.annotations.NullMarked;
