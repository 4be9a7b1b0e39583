package dev.assay.web.page;

import org.jspecify.annotations.Nullable;

/**
 * A page that waits for something.
 *
 * @param back where it will be
 * @param why why it will not be there, null while it is at work
 */
record WaitView(String title, String back, @Nullable String why) {}
