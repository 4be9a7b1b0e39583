/** Migrations that need more than SQL that both databases understand. */
@NullMarked
package dev.assay.inventory.migrations;

import org.jspecify.annotations.NullMarked;
