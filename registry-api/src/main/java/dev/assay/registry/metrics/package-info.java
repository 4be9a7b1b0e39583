/** What an operator watches of the service as a whole, in numbers. */
@NullMarked
package dev.assay.registry.metrics;

import org.jspecify.annotations.NullMarked;
