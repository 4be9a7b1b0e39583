/**
 * Rust, read from its sources: what functions call, with which texts. There is no compiler behind
 * it: types are not known, and macros are read as they are written.
 */
@NullMarked
package dev.assay.scanners.rust;

import org.jspecify.annotations.NullMarked;
