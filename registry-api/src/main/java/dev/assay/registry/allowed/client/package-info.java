/** Which approved servers MCP clients may start. */
@NullMarked
package dev.assay.registry.allowed.client;

import org.jspecify.annotations.NullMarked;
