/** MCP bundles: how their bytes are fetched and what they are signed with. */
@NullMarked
package dev.assay.scanners.artifact.mcpb;

import org.jspecify.annotations.NullMarked;
