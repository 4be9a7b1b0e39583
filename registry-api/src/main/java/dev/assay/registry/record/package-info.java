/**
 * Makes the record of each server of everything that is on record about it, keeps it as it was, and
 * takes what people state.
 */
@NullMarked
package dev.assay.registry.record;

import org.jspecify.annotations.NullMarked;
