package dev.assay.registry.gate.npm;

import dev.assay.registry.gate.UpstreamMemory;
import dev.assay.registry.gate.UpstreamMemory.Known;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.PackumentOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;

/** The packuments of the upstream registry, as far as the gate needs them. */
final class UpstreamOutlines {

    private static final long MOST_BYTES = 256L << 20;
    private static final int BYTES_OF_NONE = 200;

    private UpstreamOutlines() {}

    static UpstreamMemory<UpstreamOutline> of(NpmRegistry registry, Duration age, Clock clock) {
        return new UpstreamMemory<>(
                (name, before) -> ask(registry, name, before),
                outline -> outline == null ? BYTES_OF_NONE : outline.weight(),
                MOST_BYTES,
                age,
                clock);
    }

    private static Known<UpstreamOutline> ask(
            NpmRegistry registry, String name, @Nullable UpstreamOutline before)
            throws InterruptedException {
        return switch (registry.packument(name, before == null ? null : before.etag())) {
            case PackumentOutcome.Found(var packument) ->
                    new Known.Listed<>(UpstreamOutline.of(packument));
            case PackumentOutcome.NotModified n ->
                    before == null
                            ? new Known.Away<>("it answers 304 to nothing")
                            : new Known.Listed<>(before);
            case PackumentOutcome.NotFound n -> new Known.None<>();
            case PackumentOutcome.Unavailable(var reason, var retryAfter) ->
                    new Known.Away<>(reason);
            case PackumentOutcome.Malformed(var reason) -> new Known.Away<>(reason);
            case PackumentOutcome.NotConfigured(var reason) -> new Known.Away<>(reason);
        };
    }
}
