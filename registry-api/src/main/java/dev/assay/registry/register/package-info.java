/**
 * The registers of an inventory as tables: which columns there are, and the rows that the record of
 * a server makes, as pure functions. How a table is written to a file is no matter of these
 * classes; whatever writes one (a spreadsheet, a document) takes the same rows.
 *
 * <p>A cell is never blank. What nobody knows is the word {@code unknown} with the reason, what is
 * known to be nothing is {@code none}, and every cell says how it is known.
 */
@NullMarked
package dev.assay.registry.register;

import org.jspecify.annotations.NullMarked;
