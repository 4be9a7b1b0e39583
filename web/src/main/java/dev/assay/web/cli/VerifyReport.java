package dev.assay.web.cli;

import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.Unverified;
import dev.assay.scanners.attestation.Verification;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

/** How the outcome of a verification is written. */
enum VerifyReport {
    /** For people. */
    TEXT {
        @Override
        String render(Verification outcome) {
            return switch (outcome) {
                case Verification.Verified verified -> text(verified);
                case Unverified unverified -> UnverifiedReport.text(unverified);
            };
        }
    },
    /** For programs. */
    JSON {
        @Override
        String render(Verification outcome) {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document(outcome))
                    + "\n";
        }
    };

    private static final JsonMapper MAPPER = new JsonMapper();

    abstract String render(Verification outcome);

    private static String text(Verification.Verified verified) {
        var approval = verified.approval();
        var text = new StringBuilder();
        text.append("verified: ").append(approval.purl()).append('\n');
        text.append("  approved for ")
                .append(approval.stage())
                .append(" until ")
                .append(approval.expires())
                .append('\n');
        text.append("  by ")
                .append(approval.registry())
                .append(", decided ")
                .append(approval.decidedAt())
                .append(", signed with the key ")
                .append(verified.keyId())
                .append('\n');
        for (var each : approval.conditions()) {
            text.append("  if ").append(each).append('\n');
        }
        for (var each : approval.approvers()) {
            text.append("  ")
                    .append(each.role())
                    .append(' ')
                    .append(each.account())
                    .append(
                            verified.signers().contains(each)
                                    ? ": voted, and signed it with their own key"
                                    : ": voted")
                    .append('\n');
        }
        if (approval.byPolicy()) {
            text.append("  by the policy, which carries on a person's approval\n");
        }
        text.append("  its closure: ").append(approval.packages()).append(" packages by digest\n");
        if (!verified.summary()) {
            text.append("  without a verification summary\n");
        }
        verified.notes().forEach(each -> text.append("  ").append(each).append('\n'));
        return text.toString();
    }

    private static Object document(Verification outcome) {
        var document = MAPPER.createObjectNode().put("schema", "assay-verification/1");
        switch (outcome) {
            case Unverified unverified -> UnverifiedReport.write(unverified, document);
            case Verification.Verified verified -> {
                var approval = verified.approval();
                document.put("outcome", "verified")
                        .put("purl", approval.purl())
                        .put("stage", approval.stage())
                        .put("expires", approval.expires().toString())
                        .put("registry", approval.registry())
                        .put("keyId", verified.keyId())
                        .put("decision", approval.decision())
                        .put("decidedAt", approval.decidedAt().toString())
                        .put("issuedAt", approval.issuedAt().toString())
                        .put("byPolicy", approval.byPolicy())
                        .put("packages", approval.packages())
                        .put("summary", verified.summary());
                approval.conditions().forEach(document.putArray("conditions")::add);
                var approvers = document.putArray("approvers");
                for (var each : approval.approvers()) {
                    approvers
                            .addObject()
                            .put("account", each.account())
                            .put("role", each.role())
                            .put("votedAt", each.votedAt().toString())
                            .put("keyId", keyId(each))
                            .put("signed", verified.signers().contains(each));
                }
                verified.notes().forEach(document.putArray("notes")::add);
            }
        }
        return document;
    }

    private static @Nullable String keyId(Approval.Approver approver) {
        return approver.key() == null ? null : Keys.id(approver.key());
    }
}
