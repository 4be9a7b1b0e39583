/**
 * Data protection impact assessments, made of records, a form and what people say. Everything from
 * the records to the bytes of a file is a pure function, so that the same input gives the same
 * file.
 */
@NullMarked
package dev.assay.registry.dpia;

import org.jspecify.annotations.NullMarked;
