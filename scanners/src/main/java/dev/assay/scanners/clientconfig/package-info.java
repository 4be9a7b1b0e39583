/** Reads the configurations of MCP clients: which servers they start, and how. */
@NullMarked
package dev.assay.scanners.clientconfig;

import org.jspecify.annotations.NullMarked;
