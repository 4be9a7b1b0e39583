/** Where the service takes Python packages from. */
@NullMarked
package dev.assay.registry.upstream.pypi;

import org.jspecify.annotations.NullMarked;
