/** Packages of cargo: what their manifests say, and what of them runs while they are built. */
@NullMarked
package dev.assay.scanners.cargo;

import org.jspecify.annotations.NullMarked;
