/**
 * How releases are laid out, installed and started in a cell, as the clients of their ecosystems do
 * it, and how it is told which of their functions ran.
 */
@NullMarked
package dev.assay.scanners.detonation.entry;

import org.jspecify.annotations.NullMarked;
