/** MCP bundles, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.mcpb;

import org.jspecify.annotations.NullMarked;
