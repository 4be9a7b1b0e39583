/** Requests, reviews and the decisions people take. */
@NullMarked
package dev.assay.inventory.review;

import org.jspecify.annotations.NullMarked;
