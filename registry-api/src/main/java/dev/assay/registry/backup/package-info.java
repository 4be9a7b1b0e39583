/** Backups that the running service makes for whoever may write to its data folder. */
@NullMarked
package dev.assay.registry.backup;

import org.jspecify.annotations.NullMarked;
