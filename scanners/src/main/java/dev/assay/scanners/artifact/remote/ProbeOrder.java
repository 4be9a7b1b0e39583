package dev.assay.scanners.artifact.remote;

import org.jspecify.annotations.Nullable;

/** What the process of a probe is told, as one JSON object on its standard input. */
public record ProbeOrder(
        String endpoint,
        boolean privateAddresses,
        boolean registering,
        @Nullable String token,
        int largestAnswer) {}
