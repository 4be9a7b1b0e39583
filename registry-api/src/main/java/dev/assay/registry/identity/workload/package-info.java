/** Builds that prove who they are by a token of the system that runs them. */
@NullMarked
package dev.assay.registry.identity.workload;

import org.jspecify.annotations.NullMarked;
