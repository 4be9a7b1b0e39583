/** Assay as an MCP server: what an agent may ask of it, over streamable HTTP without sessions. */
@NullMarked
package dev.assay.registry.mcp;

import org.jspecify.annotations.NullMarked;
