/** OAuth scopes: what providers call them, what they allow, and which would do less. */
@NullMarked
package dev.assay.registry.scope;

import org.jspecify.annotations.NullMarked;
