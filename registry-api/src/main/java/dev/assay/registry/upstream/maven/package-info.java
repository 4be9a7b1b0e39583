/** Where the service takes packages of Maven from. */
@NullMarked
package dev.assay.registry.upstream.maven;

import org.jspecify.annotations.NullMarked;
