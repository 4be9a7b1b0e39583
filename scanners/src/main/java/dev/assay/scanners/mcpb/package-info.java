/** What an MCP bundle's manifest says, and what of it its code does not. */
@NullMarked
package dev.assay.scanners.mcpb;

import org.jspecify.annotations.NullMarked;
