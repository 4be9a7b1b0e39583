/**
 * The pages that people see: controllers, view records and, beside them, the compiled templates.
 */
@NullMarked
package dev.assay.web.page;

import org.jspecify.annotations.NullMarked;
