/** Licences: what packages declare in SPDX's words, and what their licence files say. */
@NullMarked
package dev.assay.scanners.licence;

import org.jspecify.annotations.NullMarked;
