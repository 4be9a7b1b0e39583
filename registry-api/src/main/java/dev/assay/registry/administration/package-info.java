/** What this installation stands on: upstreams, roots of trust, ages, jobs and settings. */
@NullMarked
package dev.assay.registry.administration;

import org.jspecify.annotations.NullMarked;
