package dev.assay.scanners.ecosystem.nuget;

import dev.assay.scanners.artifact.nuget.PackedNuspec;
import dev.assay.scanners.publisher.PublisherHistory;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The signature in a package (NuGet documentation, "Signed packages": {@code .signature.p7s}), by
 * its author or by the repository. It is seen and not verified: it is over the bytes of the zip
 * without it, by an order of its own.
 */
final class PackageSignature {

    private PackageSignature() {}

    static Publishing publishing(String version, @Nullable Path fetched) {
        return fetched == null
                ? Publishing.unknown(version, "the package was not fetched")
                : new Publishing(
                        version,
                        PublisherHistory.unknown(),
                        new Signatures(
                                of(fetched),
                                new Outcome.NotOffered<>(
                                        "NuGet sources attest nothing beside their signature"),
                                new Outcome.NotOffered<>(
                                        "nothing beside a NuGet package says how it was built")));
    }

    private static Outcome<KeyClaims> of(Path file) {
        try {
            var size = PackedNuspec.signature(file);
            return size.isEmpty()
                    ? new Outcome.NotOffered<>("the package has no .signature.p7s")
                    : new Outcome.Unchecked<>(
                            "the package is signed (.signature.p7s, "
                                    + size.getAsLong()
                                    + " bytes), and such signatures are not verified yet");
        } catch (IOException e) {
            return new Outcome.Unchecked<>("the package cannot be read: " + e.getMessage());
        }
    }
}
