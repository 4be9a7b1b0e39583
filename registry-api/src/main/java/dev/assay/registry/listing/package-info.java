/**
 * Lists approved servers as an MCP registry does (the MCP Registry API, version v0.1), so that
 * clients find what they may run, and how to get it from the gate alone.
 */
@NullMarked
package dev.assay.registry.listing;

import org.jspecify.annotations.NullMarked;
