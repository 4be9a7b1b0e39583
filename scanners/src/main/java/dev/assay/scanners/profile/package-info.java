/** What one version is and does: its coverage, its facts and its functions. */
@NullMarked
package dev.assay.scanners.profile;

import org.jspecify.annotations.NullMarked;
