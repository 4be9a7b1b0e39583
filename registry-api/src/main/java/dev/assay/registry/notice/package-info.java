/** Tells people what waits for them, by the ways their installation has. */
@NullMarked
package dev.assay.registry.notice;

import org.jspecify.annotations.NullMarked;
