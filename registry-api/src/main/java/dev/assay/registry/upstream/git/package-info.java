/** Where the service takes git repositories from. */
@NullMarked
package dev.assay.registry.upstream.git;

import org.jspecify.annotations.NullMarked;
