package dev.assay.registry.gate.oci;

import dev.assay.registry.gate.KnownRelease;
import dev.assay.registry.gate.PlainText;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Tells clients of an approval that ends (distribution specification, warnings). */
final class EndingSoon {

    private static final Duration SOON = Duration.ofDays(14);

    private EndingSoon() {}

    /** The value of a {@code Warning} header, where there is something to warn of. */
    static Optional<String> warning(KnownRelease release, Instant now) {
        var end = release.expiresAt();
        return end == null || end.isAfter(now.plus(SOON))
                ? Optional.empty()
                : Optional.of(
                        "299 - \""
                                + PlainText.ascii(
                                                "The approval of "
                                                        + release.purl().packageName()
                                                        + " "
                                                        + release.purl().exactVersion()
                                                        + " ends on "
                                                        + end.atOffset(ZoneOffset.UTC)
                                                                .toLocalDate(),
                                                400)
                                        .replace('"', '\'')
                                        .replace('\\', '/')
                                + "\"");
    }
}
