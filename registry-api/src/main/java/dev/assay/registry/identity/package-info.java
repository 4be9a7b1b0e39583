/** Who is calling, and what they may call: accounts, sign-in, rights. */
@NullMarked
package dev.assay.registry.identity;

import org.jspecify.annotations.NullMarked;
