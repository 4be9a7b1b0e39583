package dev.assay.scanners.attestation;

import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an approval's attestation says, as far as it is checked or shown here.
 *
 * @param purl the release
 * @param registry the address of the registry that issued it
 * @param stage how far the release may go
 * @param byPolicy whether nobody voted, and it carries on what people decided of the version before
 * @param packages how many packages of the closure are named by digest
 */
public record Approval(
        String purl,
        String registry,
        String decision,
        String stage,
        Instant decidedAt,
        Instant issuedAt,
        Instant expires,
        boolean byPolicy,
        List<String> conditions,
        List<Approver> approvers,
        int packages) {

    /** The type of our predicate; its schema stands in the documentation of this version. */
    public static final String PREDICATE_TYPE = "urn:assay:attestation:approval:v1";

    /** The type of the predicate that other tools read. */
    public static final String SUMMARY_TYPE = "https://slsa.dev/verification_summary/v1";

    public static final String STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

    private static final int MOST_APPROVERS = 50;

    /**
     * Who voted for it.
     *
     * @param account the account's random name, which tells nothing of the person
     * @param key with which they may sign, as the registry knew it then; null without one
     */
    public record Approver(String account, String role, Instant votedAt, @Nullable PublicKey key) {}

    public Approval {
        conditions = List.copyOf(conditions);
        approvers = List.copyOf(approvers);
    }

    static Approval read(String purl, JsonNode predicate) throws BrokenException {
        var what = "the approval";
        var conditions = new ArrayList<String>();
        for (var each : predicate.path("conditions")) {
            conditions.add(HostileJson.shown(each.asString("")));
        }
        return new Approval(
                purl,
                HostileJson.shown(
                        StrictJson.text(predicate.path("registry"), "id", "the registry")),
                HostileJson.shown(
                        StrictJson.text(predicate.path("decision"), "id", "the decision")),
                StrictJson.text(predicate, "stage", what),
                StrictJson.time(predicate.path("decision"), "decidedAt", "the decision"),
                StrictJson.time(predicate, "issuedAt", what),
                StrictJson.time(predicate, "expires", what),
                StrictJson.text(predicate.path("decision"), "by", "the decision").equals("policy"),
                conditions,
                approvers(predicate.path("approvers")),
                predicate.path("closure").size());
    }

    private static List<Approver> approvers(JsonNode listed) throws BrokenException {
        if (!listed.isArray()) {
            throw StrictJson.missing("the approval lists no approvers");
        }
        if (listed.size() > MOST_APPROVERS) {
            throw new BrokenException(
                    AttestationDefect.TOO_LARGE, "more than " + MOST_APPROVERS + " approvers");
        }
        var approvers = new ArrayList<Approver>();
        for (var each : listed) {
            approvers.add(
                    new Approver(
                            HostileJson.shown(StrictJson.text(each, "account", "an approver")),
                            HostileJson.shown(StrictJson.text(each, "role", "an approver")),
                            StrictJson.time(each, "votedAt", "an approver"),
                            key(each.path("key"))));
        }
        return approvers;
    }

    private static @Nullable PublicKey key(JsonNode key) throws BrokenException {
        if (!key.isObject()) {
            return null;
        }
        try {
            return Keys.read(StrictJson.base64(key, "spki", "an approver's key"));
        } catch (IllegalArgumentException e) {
            throw StrictJson.missing("an approver's key cannot be read");
        }
    }
}
