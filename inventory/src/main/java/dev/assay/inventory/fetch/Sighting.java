package dev.assay.inventory.fetch;

import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import java.time.Instant;

/** A blocked fetch of something nobody has asked for, counted over everybody who tried. */
public record Sighting(Id id, Purl purl, Instant firstSeen, Instant lastSeen, long times) {}
