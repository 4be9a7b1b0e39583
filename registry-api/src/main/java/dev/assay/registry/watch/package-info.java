/** Looks at the upstreams of what is approved, and has new versions vetted by themselves. */
@NullMarked
package dev.assay.registry.watch;

import org.jspecify.annotations.NullMarked;
