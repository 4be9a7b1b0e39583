/** What a release reached: who was given it, and what it could touch there. */
@NullMarked
package dev.assay.registry.reach;

import org.jspecify.annotations.NullMarked;
