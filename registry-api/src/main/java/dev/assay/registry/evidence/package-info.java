/** Everything that shows how a server came to be approved, in one file for an auditor. */
@NullMarked
package dev.assay.registry.evidence;

import org.jspecify.annotations.NullMarked;
