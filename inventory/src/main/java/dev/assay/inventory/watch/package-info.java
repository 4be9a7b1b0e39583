/** Which upstreams are looked at, and how they answered. */
@NullMarked
package dev.assay.inventory.watch;

import org.jspecify.annotations.NullMarked;
