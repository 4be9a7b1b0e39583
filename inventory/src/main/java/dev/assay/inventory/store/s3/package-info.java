/** Blobs in an object store that speaks S3's protocol, with a bounded copy of them on this disk. */
@NullMarked
package dev.assay.inventory.store.s3;

import org.jspecify.annotations.NullMarked;
