package dev.assay.registry.attestation;

import dev.assay.inventory.attestation.ApproverKey;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * Writes what is signed of an approval, as in-toto statements (version 1) in ASCII. The same
 * records give the same bytes.
 */
final class Statements {

    /** What no level of SLSA is claimed by: Assay does not judge how something was built. */
    private static final String UNEVALUATED = "SLSA_BUILD_LEVEL_UNEVALUATED";

    private static final String SLSA_VERSION = "1.1";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String verifier;
    private final String version;

    /**
     * @param verifier how the registry names itself
     * @param version of Assay
     */
    Statements(String verifier, String version) {
        this.verifier = verifier;
        this.version = version;
    }

    /**
     * All that an approval is made of.
     *
     * @param restsOn the person's decision that one by the policy carries on; null for a person's
     * @param votes those that stand
     * @param keys with which an approver may sign, by account
     */
    record Approved(
            Release release,
            Decision decision,
            @Nullable Id restsOn,
            Snapshot snapshot,
            List<LockedPackage> closure,
            List<Vote> votes,
            List<Waiver> waivers,
            Function<Id, @Nullable ApproverKey> keys) {

        Stage stage() {
            return Objects.requireNonNull(decision.stage(), "an approval for no stage");
        }

        Instant expires() {
            return Objects.requireNonNull(decision.expiresAt(), "an approval without an end");
        }
    }

    /** The statement that other tools read. It has no end: see our own. */
    String summary(Approved approved) {
        var statement = statement(approved.release(), Approval.SUMMARY_TYPE);
        var predicate = statement.putObject("predicate");
        verifier(predicate.putObject("verifier"));
        predicate.put("timeVerified", time(approved.decision().decidedAt()));
        predicate.put("resourceUri", approved.release().purl().toString());
        policy(predicate.putObject("policy"), approved.snapshot());
        predicate.put("verificationResult", "PASSED");
        var levels = predicate.putArray("verifiedLevels");
        levels.add(UNEVALUATED);
        // Readers compare levels by their names alone, so those it covers are all named.
        Arrays.stream(Stage.values())
                .filter(approved.stage()::covers)
                .forEach(each -> levels.add("ASSAY_APPROVED_" + each.name()));
        predicate.put("slsaVersion", SLSA_VERSION);
        return JSON.writeValueAsString(statement);
    }

    /** Our own statement. */
    String approval(Approved approved, Instant issuedAt) {
        var statement = statement(approved.release(), Approval.PREDICATE_TYPE);
        var predicate = statement.putObject("predicate");
        var registry = predicate.putObject("registry");
        registry.put("id", verifier);
        registry.put("version", version);
        predicate.put("issuedAt", time(issuedAt));
        predicate.put("release", approved.release().id().value());
        decision(predicate.putObject("decision"), approved);
        predicate.put("stage", approved.stage().words());
        predicate.put("expires", time(approved.expires()));
        approved.decision().conditions().forEach(predicate.putArray("conditions")::add);
        var waivers = predicate.putArray("waivers");
        for (var each : approved.waivers()) {
            waivers.addObject()
                    .put("of", each.targetKind().name().toLowerCase(Locale.ROOT))
                    .put("target", each.target())
                    .put("until", time(Objects.requireNonNull(each.expiresAt())));
        }
        var seen = approved.snapshot();
        predicate.put("verdict", seen.verdict().name().toLowerCase(Locale.ROOT));
        predicate.put("analysis", seen.analysis());
        digest(
                predicate.putObject("snapshot"),
                Objects.requireNonNull(approved.decision().snapshotSha256()));
        digest(predicate.putObject("findings"), seen.delta());
        policy(predicate.putObject("policy"), seen);
        seen.domains().forEach(predicate.putArray("destinations")::add);
        var approvers = predicate.putArray("approvers");
        for (var each : approved.votes()) {
            var approver = approvers.addObject();
            approver.put("account", each.approverId().value());
            approver.put("role", each.role().words());
            approver.put("votedAt", time(each.givenAt()));
            var key = approved.keys().apply(each.approverId());
            if (key != null) {
                approver.putObject("key")
                        .put("keyid", key.keyId())
                        .put("spki", Base64.getEncoder().encodeToString(key.spki()));
            }
        }
        var closure = predicate.putArray("closure");
        for (var each : approved.closure()) {
            closure.addObject()
                    .put("path", each.path())
                    .put("purl", each.purl().toString())
                    .putObject("digest")
                    .put("sha512", hex(each.integrity()));
        }
        return JSON.writeValueAsString(statement);
    }

    private static ObjectNode statement(Release release, String type) {
        var statement = JSON.createObjectNode();
        statement.put("_type", Approval.STATEMENT_TYPE);
        var subject = statement.putArray("subject").addObject();
        subject.put("name", release.purl().toString());
        subject.putObject("digest")
                .put("sha256", Objects.requireNonNull(release.sha256(), "no bytes").hex())
                .put("sha512", hex(Objects.requireNonNull(release.integrity(), "no integrity")));
        statement.put("predicateType", type);
        return statement;
    }

    private static void decision(ObjectNode document, Approved approved) {
        var decision = approved.decision();
        document.put("id", decision.id().value());
        document.put("decidedAt", time(decision.decidedAt()));
        document.put("by", approved.restsOn() == null ? "people" : "policy");
        if (approved.restsOn() != null) {
            document.put("restsOn", approved.restsOn().value());
        }
    }

    private void verifier(ObjectNode document) {
        document.put("id", verifier);
        document.putObject("version").put("assay", version);
    }

    private static void policy(ObjectNode document, Snapshot seen) {
        var policy = seen.policy();
        document.put(
                "uri",
                policy == null ? "urn:assay:policy:none" : "urn:assay:policy:sha256:" + policy);
        if (policy != null) {
            document.putObject("digest").put("sha256", policy.hex());
        }
    }

    private static void digest(ObjectNode document, Sha256 digest) {
        document.put("sha256", digest.hex());
    }

    private static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).toString();
    }

    private static String hex(Integrity integrity) {
        return HexFormat.of()
                .formatHex(
                        Base64.getDecoder()
                                .decode(integrity.value().substring("sha512-".length())));
    }
}
