/** The gate as an OCI registry: approved images by tag and digest, and their parts. */
@NullMarked
package dev.assay.registry.gate.oci;

import org.jspecify.annotations.NullMarked;
