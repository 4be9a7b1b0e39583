/** Which policies were in force, and what the one that is says of the releases. */
@NullMarked
package dev.assay.inventory.policy;

import org.jspecify.annotations.NullMarked;
