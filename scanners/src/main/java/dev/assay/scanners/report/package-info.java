/** Deltas as people and other tools read them: text, JSON, SARIF, Markdown and HTML. */
@NullMarked
package dev.assay.scanners.report;

import org.jspecify.annotations.NullMarked;
