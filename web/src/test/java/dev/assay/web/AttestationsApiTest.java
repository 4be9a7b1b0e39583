package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.request;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.review.Review;
import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.attestation.Envelope;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.SigningKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Signing an approval with a key of one's own, and handing out what was signed, through REST. */
@RunningAssay
class AttestationsApiTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;

    private Review review;
    private Account approver;
    private String base;

    @BeforeEach
    void review() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        review = installation.inReview(installation.somePackage(), requester, List.of(), List.of());
        approver = installation.account(Role.SECURITY);
        base = "/api/v1/releases/" + review.releaseId();
    }

    @Test
    void beforeAnApprovalThereIsNothingToHandOutAndItSaysWhy() throws Exception {
        var document = read(get(approver, base + "/attestations"));

        assertThat(document.get("current").asBoolean()).isFalse();
        assertThat(document.get("why").asString()).contains("no approval yet");
        assertThat(document.get("attestations").isEmpty()).isTrue();
        assertThat(get(approver, base + "/attestations/bundle").getStatus()).isEqualTo(410);
    }

    @Test
    void anApproverRegistersAKeySignsAndTheirSignatureIsHandedOut() throws Exception {
        var own = SigningKey.make();
        var registered = post("/api/v1/me/signing-keys", key(Keys.pem(own.publicKey())));
        assertThat(registered.getStatus()).isEqualTo(201);
        assertThat(read(registered).get("keyId").asString()).isEqualTo(own.keyId());
        approve();

        var issued = approval();
        var path = "/api/v1/attestations/" + issued.get("id").asString();
        var envelope = read(get(approver, path));
        var statement = Base64.getDecoder().decode(envelope.get("payload").asString());
        var signature = own.sign(Envelope.of(statement).preAuthentication());
        assertThat(post(path + "/signatures", signature(own.keyId(), signature)).getStatus())
                .isEqualTo(201);

        assertThat(read(get(approver, path)).get("signatures").findValuesAsString("keyid"))
                .hasSize(2)
                .contains(own.keyId());
        assertThat(approval().get("signatures").get(1).get("by").asString())
                .isEqualTo(approver.login());
        var again = post(path + "/signatures", signature(own.keyId(), signature));
        assertThat(again.getStatus()).isEqualTo(409);
        assertThat(get(approver, base + "/attestations/bundle").getStatus()).isEqualTo(200);
    }

    @Test
    void aSignatureOfSomethingElseOrOfNobodyIsRefusedAndChangesNothing() throws Exception {
        var own = SigningKey.make();
        post("/api/v1/me/signing-keys", key(Keys.pem(own.publicKey())));
        approve();
        var path = "/api/v1/attestations/" + approval().get("id").asString() + "/signatures";

        assertThat(post(path, signature(own.keyId(), own.sign(new byte[] {1}))).getStatus())
                .isEqualTo(409);
        assertThat(post(path, signature("0".repeat(64), own.sign(new byte[] {1}))).getStatus())
                .isEqualTo(409);
        var noBase64 = post(path, Map.of("keyId", own.keyId(), "signature", "%%%"));
        assertThat(noBase64.getStatus()).isEqualTo(400);
        assertThat(read(noBase64).get("detail").asString()).contains("base64");
        assertThat(approval().get("signatures").size()).isEqualTo(1);
    }

    @Test
    void aPrivateKeyIsNeverTakenAndAKeyIsWithdrawnByItsOwnerAlone() throws Exception {
        var own = SigningKey.make();
        var secret = post("/api/v1/me/signing-keys", key(own.secretPem()));
        assertThat(secret.getStatus()).isEqualTo(409);
        assertThat(read(secret).get("detail").asString()).contains("private key");
        post("/api/v1/me/signing-keys", key(Keys.pem(own.publicKey())));
        var path = "/api/v1/me/signing-keys/" + own.keyId();

        var other = installation.account(Role.SECURITY);
        assertThat(send(other, HttpMethod.DELETE, path, Map.of()).getStatus()).isEqualTo(409);
        var withdrawn = send(approver, HttpMethod.DELETE, path, Map.of());
        assertThat(read(withdrawn).get("withdrawnAt").isNull()).isFalse();
        assertThat(read(get(approver, "/api/v1/me/signing-keys")).get("keys").size()).isEqualTo(1);
    }

    @Test
    void whatWasSignedIsWithheldOnceTheReleaseIsSuspended() throws Exception {
        approve();
        var path = "/api/v1/attestations/" + approval().get("id").asString();
        assertThat(get(approver, path).getStatus()).isEqualTo(200);

        decide("suspend");

        assertThat(get(approver, path).getStatus()).isEqualTo(410);
        assertThat(approval().get("standing").asString()).isEqualTo("withheld");
    }

    private JsonNode approval() throws Exception {
        for (var each : read(get(approver, base + "/attestations")).get("attestations")) {
            if (each.get("predicateType").asString().equals(Approval.PREDICATE_TYPE)) {
                return each;
            }
        }
        throw new AssertionError("no approval was signed");
    }

    private void approve() throws Exception {
        decide("approve");
    }

    private void decide(String kind) throws Exception {
        var answer =
                post(
                        base + "/decisions",
                        Map.of(
                                "kind",
                                kind,
                                "reason",
                                "looked at it",
                                "review",
                                review.id().value(),
                                "snapshot",
                                String.valueOf(review.snapshotSha256()),
                                "stage",
                                "production"));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(201);
    }

    private static Map<String, String> key(String pem) {
        return Map.of("publicKey", pem, "title", "laptop");
    }

    private static Map<String, String> signature(String key, byte[] signature) {
        return Map.of("keyId", key, "signature", Base64.getEncoder().encodeToString(signature));
    }

    private MockHttpServletResponse get(Account account, String path) throws Exception {
        return send(account, HttpMethod.GET, path, Map.of());
    }

    private MockHttpServletResponse post(String path, Map<String, String> body) throws Exception {
        return send(approver, HttpMethod.POST, path, body);
    }

    private MockHttpServletResponse send(
            Account account, HttpMethod method, String path, Map<String, String> body)
            throws Exception {
        return mvc.perform(
                        request(method, path)
                                .with(httpBasic(account.login(), Installation.PASSWORD))
                                .contentType("application/json")
                                .content(JSON.writeValueAsString(body)))
                .andReturn()
                .getResponse();
    }

    private static JsonNode read(MockHttpServletResponse response) throws Exception {
        return JSON.readTree(response.getContentAsString());
    }
}
