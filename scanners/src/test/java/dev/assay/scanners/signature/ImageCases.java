package dev.assay.scanners.signature;

import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SampleCosign;
import dev.assay.samples.SampleKey;
import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** What cosign puts beside an image: a text, an envelope or a bundle. */
final class ImageCases {

    private static final String PACKAGE = "pkg:oci/acme?repository_url=registry.example.test/acme";
    private static final Sha256 IMAGE = Sha256.of(new byte[] {1});
    private static final String DIGEST = "sha256:" + IMAGE.hex();
    private static final String OTHER = "sha256:" + Sha256.of(new byte[] {2}).hex();
    private static final SampleKey KEY = SampleKey.create();
    private static final String BUILDER =
            "https://git.example.test/acme/mcp/.github/workflows/release.yml by"
                    + " https://token.actions.example.test";

    /** One look, with whatever a case made of it. */
    private static final class Look {
        final SampleAuthority world = new SampleAuthority(Evidence.START);
        final SampleBuild build = SampleBuild.of("1.0.0", Evidence.BUILT);
        ImageKeys keys = ImageKeys.read(pem(KEY));
        Pins pins = Pins.none();
        boolean root = true;

        SampleCosign keyless() {
            return SampleCosign.keyless(world, build, DIGEST);
        }

        SampleCosign byKey(SampleKey key) {
            return SampleCosign.byKey(world, build, key, DIGEST);
        }

        ImageSignature check() {
            var trusted =
                    new Trusted(
                            root
                                    ? TrustedRoot.read(
                                            world.trustedRoot().getBytes(StandardCharsets.UTF_8))
                                    : null,
                            KeyRing.none(Trusted.MAVEN_KEYS),
                            KeyRing.none(Trusted.GIT_KEYS),
                            keys,
                            pins);
            return new ImageSignature(trusted, PACKAGE, IMAGE, Evidence.NOW);
        }

        Proof text(SampleCosign signed) {
            return check().signature(signed.text(), signed.textAnnotations());
        }

        Proof attestation(SampleCosign signed) {
            var layer = signed.attestation();
            return check().attestation(layer.getKey(), layer.getValue());
        }

        Proof bundle(SampleCosign signed) {
            return check().bundle(signed.bundle());
        }
    }

    private ImageCases() {}

    static List<SignatureCase> all() {
        var cases = new ArrayList<SignatureCase>();
        cases.addAll(texts());
        cases.addAll(keys());
        cases.addAll(statements());
        return cases;
    }

    private static List<SignatureCase> texts() {
        return List.of(
                text("cosign-keyless", "nothing: by a build's certificate", "verified", s -> {}),
                text(
                        "cosign-of-other-image",
                        "it is about the digest of another image",
                        "invalid: subject-digest",
                        s -> s.text(it -> it.replace(DIGEST, OTHER))),
                text(
                        "cosign-text-changed",
                        "the text was changed after signing",
                        "invalid: signature-wrong",
                        s -> s.changed(it -> it + " ")),
                text(
                        "cosign-text-of-other-type",
                        "the text is of another type",
                        "invalid: statement-type",
                        s -> s.text(it -> it.replace("cosign container image", "any other"))),
                text(
                        "cosign-certificate-expired",
                        "the certificate ended before the log took it",
                        "invalid: certificate-not-valid",
                        s ->
                                s.certificate()
                                        .valid(
                                                Evidence.BUILT.minusSeconds(600),
                                                Evidence.BUILT.minusSeconds(1))),
                text(
                        "cosign-promise-wrong",
                        "another key promised when it was taken",
                        "invalid: log-time-wrong",
                        s -> s.entry().promisedBy(SampleKey.create())),
                text(
                        "cosign-log-time-in-future",
                        "the log took it at a time that has not come",
                        "invalid: log-time-in-future",
                        s -> s.entry().at(Evidence.NOW.plus(Duration.ofDays(1)))),
                text(
                        "cosign-log-unknown",
                        "it is in a log that nobody trusts",
                        "invalid: log-unknown",
                        s -> s.entry().in(SampleKey.create())),
                of(
                        "cosign-no-log-entry",
                        "it has a certificate and is in no log",
                        "invalid: log-entry-not-one",
                        look -> {
                            var signed = look.keyless();
                            Map<String, String> annotations =
                                    new HashMap<>(signed.textAnnotations());
                            annotations.remove("dev.sigstore.cosign/bundle");
                            return look.check().signature(signed.text(), annotations);
                        }),
                of(
                        "cosign-no-root",
                        "no trusted root is configured",
                        "could not check",
                        look -> {
                            look.root = false;
                            return look.text(look.keyless());
                        }),
                of(
                        "cosign-not-pinned",
                        "by a certificate of somebody who is not pinned for the image",
                        "invalid: key-not-pinned",
                        look -> pinned(look, "https://git.example.test/other/* by https://*")),
                of(
                        "cosign-pinned",
                        "nothing: by whom is pinned",
                        "verified",
                        look -> pinned(look, BUILDER)));
    }

    private static Proof pinned(Look look, String signer) {
        var pin =
                new Pins.Pin(
                        List.of("pkg:oci/*?repository_url=registry.example.test/*"),
                        List.of(signer));
        look.pins = new Pins(List.of(pin));
        return look.text(look.keyless());
    }

    private static List<SignatureCase> keys() {
        return List.of(
                of(
                        "cosign-key",
                        "nothing: by a configured key",
                        "verified",
                        look -> look.text(look.byKey(KEY))),
                of(
                        "cosign-key-unknown",
                        "by a key that is not configured, or of something else: nothing names a key",
                        "could not check",
                        look -> look.text(look.byKey(SampleKey.create()))),
                of(
                        "cosign-no-keys",
                        "by a key, and none is configured",
                        "could not check",
                        look -> {
                            look.keys = ImageKeys.none(Trusted.IMAGE_KEYS);
                            return look.text(look.byKey(KEY));
                        }),
                of(
                        "cosign-key-bundle",
                        "nothing: a bundle by a configured key",
                        "verified",
                        look -> look.bundle(look.byKey(KEY))),
                of(
                        "cosign-key-other-image",
                        "a configured key signed another image",
                        "invalid: subject-digest",
                        look -> look.text(look.byKey(KEY).text(it -> it.replace(DIGEST, OTHER)))));
    }

    private static List<SignatureCase> statements() {
        var sbom = "https://spdx.dev/Document";
        var build = "https://slsa.dev/provenance/v1";
        return List.of(
                of(
                        "cosign-attested",
                        "nothing: an attestation by a build's certificate",
                        "verified",
                        look ->
                                look.attestation(
                                        look.keyless().says(statement(DIGEST, sbom, "{}")))),
                of(
                        "cosign-attestation-of-other-image",
                        "it is about another image",
                        "invalid: subject-digest",
                        look ->
                                look.attestation(
                                        look.keyless().says(statement(OTHER, sbom, "{}")))),
                of(
                        "cosign-attestation-changed",
                        "the statement was changed after signing",
                        "invalid: signature-wrong",
                        look ->
                                look.attestation(
                                        look.keyless().changed(it -> it.replace("{}", "{ }")))),
                of(
                        "cosign-provenance-of-other-repository",
                        "it names another repository than the certificate",
                        "invalid: predicate-differs",
                        look ->
                                look.attestation(
                                        look.keyless()
                                                .says(
                                                        statement(
                                                                DIGEST,
                                                                build,
                                                                "{\"buildDefinition\":{\"externalParameters\":{\"workflow\":{\"repository\":\"https://git.example.test/evil\"}}}}")))),
                of(
                        "cosign-bundle",
                        "nothing: a bundle that refers to the image",
                        "verified",
                        look -> look.bundle(look.keyless())),
                of(
                        "cosign-bundle-of-other-image",
                        "the bundle's statement is about another image",
                        "invalid: subject-digest",
                        look ->
                                look.bundle(
                                        look.keyless()
                                                .says(statement(OTHER, SampleCosign.SIGNS, "{}")))),
                of(
                        "cosign-bundle-by-other-key",
                        "the certificate is not that of the key that signed",
                        "invalid: signature-wrong",
                        look ->
                                look.bundle(
                                        SampleCosign.wrongKey(look.world, look.build, DIGEST))));
    }

    private static String statement(String digest, String type, String predicate) {
        return SampleCosign.statement("registry.example.test/acme", digest, type, predicate);
    }

    private static SignatureCase text(
            String name, String told, String expected, Consumer<SampleCosign> change) {
        return of(
                name,
                told,
                expected,
                look -> {
                    var signed = look.keyless();
                    change.accept(signed);
                    return look.text(signed);
                });
    }

    private static SignatureCase of(
            String name, String told, String expected, Function<Look, Proof> look) {
        var kind = name.contains("attest") || name.contains("provenance");
        return new SignatureCase(
                name,
                (kind ? ProofKind.COSIGN_ATTESTATION : ProofKind.COSIGN).words(),
                told,
                expected,
                () -> look.apply(new Look()).outcome());
    }

    static byte[] pem(SampleKey key) {
        return ("-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.spki())
                        + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
