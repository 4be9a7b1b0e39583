package dev.assay.inventory.fetchlog;

import dev.assay.inventory.release.Stage;

import java.time.Instant;

/**
 * How often a caller was given something.
 *
 * @param caller as in {@link Fetch}
 */
public record FetchSum(String caller, Stage stage, long times, Instant firstAt, Instant lastAt) {}
