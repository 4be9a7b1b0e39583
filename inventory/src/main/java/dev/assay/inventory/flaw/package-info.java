/** What is known to be wrong with the packages of each release. */
@NullMarked
package dev.assay.inventory.flaw;

import org.jspecify.annotations.NullMarked;
