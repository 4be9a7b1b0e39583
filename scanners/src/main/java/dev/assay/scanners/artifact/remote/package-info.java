/** Reads what a remote MCP server says of itself, in a process of its own. */
@NullMarked
package dev.assay.scanners.artifact.remote;

import org.jspecify.annotations.NullMarked;
