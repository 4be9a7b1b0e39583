/**
 * Reads bytecode: what the classes of a jar do, by following values through their methods. Nothing
 * of it is loaded or run.
 */
@NullMarked
package dev.assay.scanners.jvm;

import org.jspecify.annotations.NullMarked;
