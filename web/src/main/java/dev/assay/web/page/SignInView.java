package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

/**
 * The sign-in form.
 *
 * @param problem why the last try failed, or null
 * @param notice what led here, or null
 * @param to where to go afterwards, empty for what was asked for
 * @param provider what people call the identity provider, null where there is none
 * @param passwords whether everybody may sign in with a password
 */
record SignInView(
        @Nullable String problem,
        @Nullable String notice,
        String to,
        @Nullable String provider,
        boolean passwords) {}
