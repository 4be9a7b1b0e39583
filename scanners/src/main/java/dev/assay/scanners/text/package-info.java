/**
 * What texts in code mean, in whatever language it is written: hosts, receivers, kinds of paths.
 */
@NullMarked
package dev.assay.scanners.text;

import org.jspecify.annotations.NullMarked;
