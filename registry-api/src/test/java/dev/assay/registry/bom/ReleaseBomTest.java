package dev.assay.registry.bom;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;

import dev.assay.inventory.flaw.FlawScan;
import dev.assay.inventory.release.PackageLicence;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.Id;
import dev.assay.registry.attestation.DocumentSigners;
import dev.assay.scanners.attestation.BomCheck;
import dev.assay.scanners.attestation.BomVerification;
import dev.assay.scanners.attestation.CanonicalJson;
import dev.assay.scanners.attestation.TrustedKey;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.contents.ContainedPackage;
import dev.assay.scanners.contents.Contents;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.flaw.Flaw;
import dev.assay.scanners.publisher.PackageProofs;
import dev.assay.scanners.publisher.Publishing;
import dev.assay.scanners.signature.Defect;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The bill of materials of one release; the official schema judges it. */
class ReleaseBomTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
    private static final Purl MAIL = Purl.npm("@acme/mail", "1.0.1");
    private static final Purl PAD = Purl.npm("pad", "2.0.0");
    private static final Integrity OWN = Integrity.ofSha512(new byte[64]);
    private static final Integrity OTHER = Integrity.ofSha512(filled());
    private static final Flaw FLAW =
            new Flaw(
                    PAD.toString(),
                    "GHSA-aaaa-bbbb-cccc",
                    List.of("CVE-2026-12345"),
                    Severity.HIGH,
                    true,
                    true,
                    false,
                    List.of("2.0.1"),
                    "Pads too far",
                    List.of("OSV"));

    private static byte[] filled() {
        var bytes = new byte[64];
        java.util.Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    private static Release release() {
        return SomeReleases.of(MAIL, ReleaseState.IN_REVIEW, Sha256.of(new byte[1]), OWN);
    }

    private static Finding finding(
            FindingKind kind, Purl where, String title, Map<String, Object> detail) {
        return new Finding(
                "f" + Math.abs(title.hashCode()),
                kind,
                Change.PRESENT,
                Severity.LOW,
                "value",
                title,
                true,
                Via.PLAIN,
                List.of(new Evidence(where.toString(), "index.js", 1, 1, null, "")),
                detail);
    }

    private static ReleaseBom bom(Map<String, Waiver> accepted, @Nullable FlawScan flaws) {
        return bom(accepted, flaws, false, null);
    }

    private static ReleaseBom bom(
            Map<String, Waiver> accepted,
            @Nullable FlawScan flaws,
            boolean container,
            @Nullable Contents contents) {
        var invalid =
                new Signatures(
                        new Outcome.Invalid<>(Defect.SIGNATURE_WRONG, "x"),
                        new Outcome.Absent<>("none"),
                        new Outcome.NotOffered<>("none"));
        return new ReleaseBom(
                release(),
                List.of(
                        new LockedPackage("", MAIL, OWN, false, "{}"),
                        new LockedPackage("node_modules/pad", PAD, OTHER, true, "{}")),
                container,
                contents,
                List.of(
                        new PackageLicence(
                                PAD.toString(),
                                OTHER,
                                false,
                                true,
                                "MIT OR ISC",
                                "MIT OR ISC",
                                List.of("MIT"))),
                flaws,
                flaws == null ? "no source is configured" : "",
                accepted,
                List.of(
                        finding(
                                FindingKind.VENDORED_CODE,
                                PAD,
                                "Holds a copy of left-pad@1.0.0",
                                Map.of("what", "copy", "release", "pkg:npm/left-pad@1.0.0")),
                        finding(
                                FindingKind.OUTBOUND_DOMAIN,
                                MAIL,
                                "Contacts \u0000<b>collect.example</b>",
                                Map.of())),
                AT,
                Publishing.unknown("1.0.1", "nobody was asked"),
                List.of(new PackageProofs(PAD, OTHER, invalid)),
                null);
    }

    private static JsonNode written(ReleaseBom bom) throws IOException {
        var bytes = ReleaseBomWriter.write(bom);
        assertThat(new JsonParser().validate(bytes, Version.VERSION_16)).isEmpty();
        return JSON.readTree(bytes);
    }

    private static FlawScan scan() {
        return new FlawScan(Id.random(), AT, AT, List.of("OSV"), List.of(FLAW), "");
    }

    @Test
    void tellsHashesLicencesPedigreeAndProofsOfEachPart() throws Exception {
        var document = written(bom(Map.of(), scan()));
        var root = document.at("/metadata/component");
        var pad = document.at("/components/0");

        assertThat(root.at("/hashes/0/alg").asString()).isEqualTo("SHA-256");
        assertThat(root.at("/hashes/1/alg").asString()).isEqualTo("SHA-512");
        assertThat(pad.at("/hashes/0/content").asString()).isEqualTo("07".repeat(64));
        assertThat(pad.at("/licenses/0/expression").asString()).isEqualTo("MIT OR ISC");
        assertThat(pad.at("/pedigree/ancestors/0/purl").asString())
                .isEqualTo("pkg:npm/left-pad@1.0.0");
        assertThat(pad.get("properties").toString())
                .contains("assay:proof:registry-signature", "invalid: ", "not offered");
        assertThat(pad.get("scope").asString()).isEqualTo("optional");
    }

    @Test
    void tellsFlawsWithTheirStateAndNeverThatSomethingIsNotAffected() throws Exception {
        var triage = written(bom(Map.of(), scan())).at("/vulnerabilities/0");
        var waiver = SomeReleases.waiver("only our own text is padded", "length is bounded", AT);
        var accepted = written(bom(Map.of(FLAW.line(), waiver), scan())).at("/vulnerabilities/0");

        assertThat(triage.at("/analysis/state").asString()).isEqualTo("in_triage");
        assertThat(triage.at("/ratings/0/severity").asString()).isEqualTo("high");
        assertThat(triage.at("/affects/0/ref").asString()).startsWith(PAD + "#sha512-");
        assertThat(triage.get("properties").toString())
                .contains("\"assay:known-to-be-exploited\",\"value\":\"true\"");
        assertThat(accepted.at("/analysis/state").asString()).isEqualTo("exploitable");
        assertThat(accepted.at("/analysis/detail").asString())
                .contains("only our own text is padded", "length is bounded");
    }

    @Test
    void saysThatNobodyLookedForFlawsInsteadOfThatThereAreNone() throws Exception {
        var document = written(bom(Map.of(), null));

        assertThat(document.has("vulnerabilities")).isFalse();
        assertThat(document.at("/metadata/properties").toString())
                .contains("not scanned, because no source is configured");
    }

    @Test
    void tellsWhatLiesInAContainerAndItsFlawsAndWhatCouldNotBeNamed() throws Exception {
        var libssl = "pkg:deb/debian/libssl3@3.0.11-1~deb12u2?distro=debian-12";
        var flaw =
                new Flaw(
                        libssl,
                        "DEBIAN-CVE-1",
                        List.of(),
                        Severity.HIGH,
                        true,
                        false,
                        false,
                        List.of(),
                        "",
                        List.of("OSV"));
        var contents =
                new Contents(
                        1,
                        List.of(
                                new ContainedPackage(
                                        libssl,
                                        "deb/debian-12",
                                        "openssl",
                                        "3.0.11-1~deb12u2",
                                        List.of("linux/amd64"))),
                        List.of("1 Java archive which nothing names as a package (a.jar)"));
        var scan = new FlawScan(Id.random(), AT, AT, List.of("OSV"), List.of(flaw), "a reason");

        var document = written(bom(Map.of(), scan, true, contents));

        var inside = document.at("/components/1");
        assertThat(inside.get("purl").asString()).isEqualTo(libssl);
        assertThat(inside.get("name").asString()).isEqualTo("libssl3");
        assertThat(inside.at("/properties/0/value").asString()).isEqualTo("linux/amd64");
        assertThat(document.at("/vulnerabilities/0/affects/0/ref").asString())
                .isEqualTo(inside.get("bom-ref").asString());
        assertThat(document.at("/dependencies/0/dependsOn").toString())
                .contains(inside.get("bom-ref").asString());
        assertThat(document.at("/metadata/properties").toString())
                .contains("1 packages that lie in it; not named: 1 Java archive");
        assertThat(written(bom(Map.of(), scan, true, null)).at("/metadata/properties").toString())
                .contains("not read");
    }

    @Test
    void tellsFindingsOfTheirPackages() throws Exception {
        var annotations = written(bom(Map.of(), scan())).get("annotations");

        assertThat(annotations).hasSize(2);
        assertThat(annotations.at("/1/subjects/0").asString()).isEqualTo("release:" + MAIL);
        assertThat(annotations.at("/1/text").asString()).startsWith("low, outbound-domain: ");
    }

    @Test
    void theSameRecordsAreTheSameBytes() {
        assertThat(ReleaseBomWriter.write(bom(Map.of(), scan())))
                .isEqualTo(ReleaseBomWriter.write(bom(Map.of(), scan())));
    }

    @Test
    void isSignedSoThatAnybodyCanVerifyIt() throws Exception {
        var signer = DocumentSigners.some();
        var bytes = JsonSignature.sign(ReleaseBomWriter.write(bom(Map.of(), scan())), signer);
        assertThat(new JsonParser().validate(bytes, Version.VERSION_16)).isEmpty();
        var document = (ObjectNode) JSON.readTree(bytes);
        var key = ECKey.parse(document.at("/signature/publicKey").toString()).toECPublicKey();

        assertThat(key).isEqualTo(signer.publicKey());
        assertThat(JsonSignature.sign(ReleaseBomWriter.write(bom(Map.of(), scan())), signer))
                .as("the same records are the same bytes")
                .isEqualTo(bytes);
        assertThat(
                        new BomCheck(List.of(new TrustedKey(signer.publicKey(), null, null)))
                                .check(bytes))
                .isInstanceOfSatisfying(
                        BomVerification.Verified.class,
                        it -> assertThat(it.purl()).isEqualTo(MAIL.toString()));
        assertThat(holds(document.deepCopy(), key)).isTrue();
        document.put("version", 2);
        assertThat(holds(document, key)).isFalse();
    }

    private static boolean holds(ObjectNode document, java.security.PublicKey key)
            throws Exception {
        var signature = (ObjectNode) document.get("signature");
        var value = Base64.getUrlDecoder().decode(signature.remove("value").asString());
        var check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(key);
        check.update(CanonicalJson.of(document));
        return check.verify(value);
    }
}
