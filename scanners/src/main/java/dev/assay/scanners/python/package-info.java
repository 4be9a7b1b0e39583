/**
 * Python for the engine that follows JavaScript: its parser's tree is turned into the engine's, and
 * what its library does into the idioms that the engine knows.
 */
@NullMarked
package dev.assay.scanners.python;

import org.jspecify.annotations.NullMarked;
