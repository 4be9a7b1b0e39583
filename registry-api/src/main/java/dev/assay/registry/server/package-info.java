/** What is known of a server: all releases of one package, taken together. */
@NullMarked
package dev.assay.registry.server;

import org.jspecify.annotations.NullMarked;
