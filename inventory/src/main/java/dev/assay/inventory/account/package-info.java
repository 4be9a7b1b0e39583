/** People who sign in, and their roles. */
@NullMarked
package dev.assay.inventory.account;

import org.jspecify.annotations.NullMarked;
