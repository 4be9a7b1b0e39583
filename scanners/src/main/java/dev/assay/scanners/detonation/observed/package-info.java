/** Makes facts of what a server was seen to do: the same kinds as those that its code tells. */
@NullMarked
package dev.assay.scanners.detonation.observed;

import org.jspecify.annotations.NullMarked;
