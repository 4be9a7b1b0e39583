/**
 * What the gates were asked for: sightings of what nobody requested yet, refusals and incidents.
 */
@NullMarked
package dev.assay.inventory.fetch;

import org.jspecify.annotations.NullMarked;
