/**
 * Asks remote MCP servers what they are: starts the process that asks, and offers the answer as an
 * upstream among others.
 */
@NullMarked
package dev.assay.scanners.probe;

import org.jspecify.annotations.NullMarked;
