package dev.assay.web.cli;

import dev.assay.scanners.attestation.BomVerification;
import dev.assay.scanners.attestation.Unverified;

import tools.jackson.databind.json.JsonMapper;

/** How the verification of a bill of materials is written. */
enum BomVerifyReport {
    /** For people. */
    TEXT {
        @Override
        String render(BomVerification outcome) {
            return switch (outcome) {
                case BomVerification.Verified verified -> text(verified);
                case Unverified unverified -> UnverifiedReport.text(unverified);
            };
        }
    },
    /** For programs. */
    JSON {
        @Override
        String render(BomVerification outcome) {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document(outcome))
                    + "\n";
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    abstract String render(BomVerification outcome);

    private static String text(BomVerification.Verified verified) {
        var text = new StringBuilder();
        text.append("verified: bill of materials of ");
        text.append(verified.purl().isEmpty() ? "something unnamed" : verified.purl());
        text.append("\n  ").append(verified.components()).append(" components");
        if (!verified.serialNumber().isEmpty()) {
            text.append(", ").append(verified.serialNumber());
        }
        text.append("\n  signed with the key ").append(verified.keyId()).append('\n');
        verified.notes().forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }

    private static Object document(BomVerification outcome) {
        var document = MAPPER.createObjectNode().put("schema", "assay-bom-verification/1");
        switch (outcome) {
            case Unverified unverified -> UnverifiedReport.write(unverified, document);
            case BomVerification.Verified verified -> {
                document.put("outcome", "verified")
                        .put("purl", verified.purl())
                        .put("serialNumber", verified.serialNumber())
                        .put("components", verified.components())
                        .put("keyId", verified.keyId());
                verified.notes().forEach(document.putArray("notes")::add);
            }
        }
        return document;
    }
}
