/**
 * Where packages come from. Each ecosystem has a package of its own below, whose configuration is
 * found by Spring; nothing here knows which there are.
 */
@NullMarked
package dev.assay.registry.upstream;

import org.jspecify.annotations.NullMarked;
