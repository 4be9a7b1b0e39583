/** What the installation's rules say of a delta, with the reasons. */
@NullMarked
package dev.assay.registry.policy;

import org.jspecify.annotations.NullMarked;
