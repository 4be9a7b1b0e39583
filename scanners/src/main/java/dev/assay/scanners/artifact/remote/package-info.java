/** Reads what a remote MCP server says of itself: the inside of the process of a probe. */
@NullMarked
package dev.assay.scanners.artifact.remote;

import org.jspecify.annotations.NullMarked;
