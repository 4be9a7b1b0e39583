/**
 * Drives an MCP server over its standard streams as a client would: opens it, lists what it offers
 * and calls every tool with made-up arguments.
 */
@NullMarked
package dev.assay.scanners.detonation.driver;

import org.jspecify.annotations.NullMarked;
