package dev.assay.registry.bom;

import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.signature.Signatures;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

/** What came of looking at the proofs of a component, each under its own name. */
final class ProofPart {

    private static final String PREFIX = KnownProperties.PREFIX + "proof:";

    private ProofPart() {}

    static void write(JsonGenerator out, ReleaseBom bom, LockedPackage locked) {
        var signatures = signatures(bom, locked);
        if (signatures == null) {
            return;
        }
        out.writeArrayPropertyStart("properties");
        for (var each : signatures.all()) {
            var outcome = each.outcome();
            KnownProperties.property(
                    out,
                    PREFIX + each.what().replace(' ', '-'),
                    outcome.state() + (outcome.reason().isEmpty() ? "" : ": " + outcome.reason()));
        }
        out.writeEndArray();
    }

    private static @Nullable Signatures signatures(ReleaseBom bom, LockedPackage locked) {
        if (locked.path().isEmpty()) {
            var publishing = bom.publishing();
            return publishing == null ? null : publishing.signatures();
        }
        return bom.proofs().stream()
                .filter(each -> each.integrity().equals(locked.integrity()))
                .map(PackageProofs::signatures)
                .findFirst()
                .orElse(null);
    }
}
