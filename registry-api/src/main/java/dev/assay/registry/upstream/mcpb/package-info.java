/** Where the service takes MCP bundles from. */
@NullMarked
package dev.assay.registry.upstream.mcpb;

import org.jspecify.annotations.NullMarked;
