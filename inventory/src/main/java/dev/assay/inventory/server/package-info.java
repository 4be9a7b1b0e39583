/** The servers: every package with all its releases, as lists show, filter, count and keep them. */
@NullMarked
package dev.assay.inventory.server;

import org.jspecify.annotations.NullMarked;
