/**
 * The packages that lie inside of an image or a bundle, by the names that advisories know them by.
 */
@NullMarked
package dev.assay.scanners.contents;

import org.jspecify.annotations.NullMarked;
