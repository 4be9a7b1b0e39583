package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

/**
 * The sign-in form.
 *
 * @param problem why the last try failed, or null
 * @param notice what led here, or null
 * @param to where to go afterwards, empty for what was asked for
 */
record SignInView(@Nullable String problem, @Nullable String notice, String to) {}
