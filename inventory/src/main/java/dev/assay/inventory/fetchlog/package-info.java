/**
 * What the gate gave to whom, one line for each fetch: first in files of this node, then in the
 * database.
 */
@NullMarked
package dev.assay.inventory.fetchlog;

import org.jspecify.annotations.NullMarked;
