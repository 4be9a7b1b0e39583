package dev.assay.scanners.artifact.npm;

import dev.assay.scanners.artifact.UpstreamSettings;

import java.util.Objects;

/**
 * The limits of one registry client, in bytes.
 *
 * @param upstream patience and retries
 * @param largestPackument as sent, and again as decoded
 * @param largestTarball as sent
 * @param largestForward the largest body of an answer passed through
 */
public record NpmRegistrySettings(
        UpstreamSettings upstream,
        long largestPackument,
        long largestTarball,
        long largestForward) {

    public static final NpmRegistrySettings DEFAULT =
            new NpmRegistrySettings(UpstreamSettings.DEFAULT, 64L << 20, 512L << 20, 16L << 20);

    public NpmRegistrySettings {
        Objects.requireNonNull(upstream, "upstream is null");
    }
}
