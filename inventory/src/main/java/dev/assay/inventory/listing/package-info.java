/** What the MCP Registry API lists: names of servers, and the versions that were ever approved. */
@NullMarked
package dev.assay.inventory.listing;

import org.jspecify.annotations.NullMarked;
