/** Where the service takes crates from. */
@NullMarked
package dev.assay.registry.upstream.cargo;

import org.jspecify.annotations.NullMarked;
