/** The gate for MCP bundles. */
@NullMarked
package dev.assay.registry.gate.mcpb;

import org.jspecify.annotations.NullMarked;
