/** Signing in with the company's own identity provider, by OpenID Connect. */
@NullMarked
package dev.assay.registry.identity.oidc;

import org.jspecify.annotations.NullMarked;
