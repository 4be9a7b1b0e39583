/** Where the service takes what remote servers say from. */
@NullMarked
package dev.assay.registry.upstream.remote;

import org.jspecify.annotations.NullMarked;
