/** The tokens that programs show instead of a login and a password. */
@NullMarked
package dev.assay.registry.identity.token;

import org.jspecify.annotations.NullMarked;
