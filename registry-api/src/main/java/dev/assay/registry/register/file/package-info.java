/**
 * Registers as files: comma-separated values, spreadsheets and JSON, all written as a stream. What
 * a spreadsheet would compute is made harmless here and nowhere else.
 */
@NullMarked
package dev.assay.registry.register.file;

import org.jspecify.annotations.NullMarked;
