/** Requests and decisions: the only place where anybody decides about a release. */
@NullMarked
package dev.assay.registry.workflow;

import org.jspecify.annotations.NullMarked;
