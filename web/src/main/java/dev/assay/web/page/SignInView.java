package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

/**
 * The sign-in form.
 *
 * @param problem why the last try failed, or null
 */
record SignInView(@Nullable String problem, boolean signedOut) {}
