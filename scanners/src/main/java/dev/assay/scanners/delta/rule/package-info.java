/** One rule for each kind: which difference between two versions matters, and how much. */
@NullMarked
package dev.assay.scanners.delta.rule;

import org.jspecify.annotations.NullMarked;
