/** Data protection impact assessments: what they are made from, and what people say in them. */
@NullMarked
package dev.assay.inventory.dpia;

import org.jspecify.annotations.NullMarked;
