package dev.assay.scanners.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Each way in which the signature within a bill of materials can be wrong. */
class BomCheckTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final SigningKey KEY = SigningKey.make();
    private static final SigningKey OTHER = SigningKey.make();

    private static ObjectNode document() {
        return (ObjectNode)
                JSON.readTree(
                        """
                        {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "urn:uuid:1",
                         "metadata": {"component": {"purl": "pkg:npm/mcp@1.0.0"}},
                         "components": [{"name": "pad"}]}
                        """);
    }

    private static ObjectNode signed(SigningKey by) {
        var document = document();
        var signature = document.putObject("signature");
        signature.put("algorithm", by.publicKey() instanceof EdECPublicKey ? "Ed25519" : "ES256");
        signature.put("keyId", by.keyId());
        var value = by.signPlain(CanonicalJson.of(document));
        signature.put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(value));
        return document;
    }

    private static BomVerification check(Object document) {
        return check(document.toString(), new TrustedKey(KEY.publicKey(), null, null));
    }

    private static BomVerification check(String document, TrustedKey... keys) {
        return new BomCheck(List.of(keys)).check(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTrustedKeySignedAllOfItWhateverItsLayout() {
        var document = signed(KEY);
        var verified =
                new BomVerification.Verified(
                        "pkg:npm/mcp@1.0.0", "urn:uuid:1", 1, KEY.keyId(), List.of());

        assertThat(check(document)).isEqualTo(verified);
        assertThat(check(document.toPrettyString())).isEqualTo(verified);
        assertThat(signed(KEY)).as("the same content, the same signature").isEqualTo(document);
    }

    @Test
    void anEd25519KeySignsAsWell() {
        var key =
                SigningKey.read(
                        "-----BEGIN PRIVATE KEY-----\n"
                                + "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                                + "-----END PRIVATE KEY-----\n");

        assertThat(
                        check(
                                signed(key).toString(),
                                new TrustedKey(OTHER.publicKey(), null, null),
                                new TrustedKey(key.publicKey(), null, null)))
                .isInstanceOf(BomVerification.Verified.class);
    }

    @Test
    void aKeyThatEndedIsToldBesideIt() {
        var ended = new TrustedKey(KEY.publicKey(), null, Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(check(signed(KEY).toString(), ended))
                .isInstanceOfSatisfying(
                        BomVerification.Verified.class,
                        it ->
                                assertThat(it.notes())
                                        .singleElement()
                                        .asString()
                                        .contains("in use no more since 2026-01-01"));
    }

    @Test
    void noSignatureIsAbsentAndNotInvalid() {
        assertThat(check(document())).isInstanceOf(Unverified.Absent.class);
    }

    @Test
    void aComponentThatWasTakenOutIsNoticed() {
        var document = signed(KEY);
        document.putArray("components");

        assertThat(defect(check(document))).isEqualTo(AttestationDefect.SIGNATURE_WRONG);
    }

    @Test
    void anotherKeyUnderTheKnownNameIsNoticed() {
        var document = signed(OTHER);
        ((ObjectNode) document.get("signature")).put("keyId", KEY.keyId());

        assertThat(defect(check(document))).isEqualTo(AttestationDefect.SIGNATURE_WRONG);
        assertThat(defect(check(signed(OTHER)))).isEqualTo(AttestationDefect.KEY_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "excludes, components, FIELD_MISSING",
        "signers, x, FIELD_MISSING",
        "algorithm, Ed25519, SIGNATURE_WRONG",
        "algorithm, none, SIGNATURE_WRONG",
        "value, '??', NOT_BASE64",
        "value, AAAA, SIGNATURE_WRONG",
        "keyId, '', FIELD_MISSING",
    })
    void whatASignatureMustNotSay(String member, String value, AttestationDefect defect) {
        var document = signed(KEY);
        ((ObjectNode) document.get("signature")).put(member, value);

        assertThat(defect(check(document))).isEqualTo(defect);
    }

    @Test
    void whatSaysSomethingTwiceOrIsNoBillOfMaterialsIsNotRead() {
        var twice = signed(KEY).toString().replaceFirst("\\{", "{\"components\": [], ");

        assertThat(defect(check(twice))).isEqualTo(AttestationDefect.NOT_JSON);
        assertThat(defect(check("[]"))).isEqualTo(AttestationDefect.NOT_JSON);
        assertThat(defect(check("{\"spdxVersion\": \"SPDX-2.3\"}")))
                .isEqualTo(AttestationDefect.NOT_JSON);
    }

    private static AttestationDefect defect(BomVerification outcome) {
        assertThat(outcome).isInstanceOf(Unverified.Invalid.class);
        return ((Unverified.Invalid) outcome).defect();
    }
}
