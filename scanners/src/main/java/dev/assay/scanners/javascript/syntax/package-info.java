/**
 * The syntax tree of JavaScript as the analyses see it: parsed, scoped, and free of the dialects of
 * minifiers.
 */
@NullMarked
package dev.assay.scanners.javascript.syntax;

import org.jspecify.annotations.NullMarked;
