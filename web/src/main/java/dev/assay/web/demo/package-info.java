/** The story that {@code serve --demo} tells, on the sample servers and with no network. */
@NullMarked
package dev.assay.web.demo;

import org.jspecify.annotations.NullMarked;
