/**
 * The record of a server: every field that an inventory has to hold about it, with how each value
 * is known. Whatever is exported is made from this and from nothing else.
 */
@NullMarked
package dev.assay.inventory.record;

import org.jspecify.annotations.NullMarked;
