/**
 * Policy as code: rules in CEL, what they may know of a release, and what they say of it. It
 * decides nothing, and reads no record but those it is handed.
 */
@NullMarked
package dev.assay.registry.policy;

import org.jspecify.annotations.NullMarked;
