/** Where the service takes packages of npm from. */
@NullMarked
package dev.assay.registry.upstream.npm;

import org.jspecify.annotations.NullMarked;
