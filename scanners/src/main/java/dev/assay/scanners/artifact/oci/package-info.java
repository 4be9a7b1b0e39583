/**
 * Images as registries have them: the distribution API, manifests, and the layout they are kept in.
 */
@NullMarked
package dev.assay.scanners.artifact.oci;

import org.jspecify.annotations.NullMarked;
