/** Where the service takes images from. */
@NullMarked
package dev.assay.registry.upstream.oci;

import org.jspecify.annotations.NullMarked;
