/** Reads the files of a policy: from a folder, or from a git repository at one commit. */
@NullMarked
package dev.assay.registry.policy.source;

import org.jspecify.annotations.NullMarked;
