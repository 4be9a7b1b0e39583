/** Remembers the agents and applications that use servers, and the tools they are granted. */
@NullMarked
package dev.assay.inventory.consumer;

import org.jspecify.annotations.NullMarked;
