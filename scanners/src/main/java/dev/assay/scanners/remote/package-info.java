/** Makes a profile of what a remote MCP server says of itself. */
@NullMarked
package dev.assay.scanners.remote;

import org.jspecify.annotations.NullMarked;
