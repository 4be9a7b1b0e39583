/** OCI images, as an ecosystem among others. */
@NullMarked
package dev.assay.scanners.ecosystem.oci;

import org.jspecify.annotations.NullMarked;
