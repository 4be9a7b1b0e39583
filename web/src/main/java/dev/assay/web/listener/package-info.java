/** What one client may take of the main listener. */
@NullMarked
package dev.assay.web.listener;

import org.jspecify.annotations.NullMarked;
