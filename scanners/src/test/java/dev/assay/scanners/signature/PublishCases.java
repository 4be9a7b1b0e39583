package dev.assay.scanners.signature;

import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SampleCosign;
import dev.assay.scanners.coordinates.Sha256;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Attestations of a Python file (PEP 740). */
final class PublishCases {

    private static final String OF = ProofKind.PUBLISH_ATTESTATION.words();
    private static final String FILE = "acme_mcp-1.0.0-py3-none-any.whl";
    private static final Sha256 BYTES = Sha256.of(new byte[] {1});
    private static final Sha256 OTHER = Sha256.of(new byte[] {2});
    private static final String PUBLISH = "https://docs.pypi.org/attestations/publish/v1";
    private static final String REPOSITORY = "acme/mcp";

    private PublishCases() {}

    static List<SignatureCase> all() {
        return List.of(
                attested(
                        "publish-attested", "nothing: by a trusted publisher", "verified", s -> {}),
                attested(
                        "publish-of-other-bytes",
                        "it is about other bytes",
                        "invalid: subject-digest",
                        s -> s.says(statement(FILE, OTHER, PUBLISH))),
                attested(
                        "publish-of-other-file",
                        "it is about another file",
                        "invalid: subject-name",
                        s -> s.says(statement("acme_mcp-9.0.0.tar.gz", BYTES, PUBLISH))),
                attested(
                        "publish-changed",
                        "the statement was changed after signing",
                        "invalid: signature-wrong",
                        s -> s.changed(it -> it.replace("null", "{}"))),
                attested(
                        "publish-certificate-expired",
                        "the certificate ended before the log took it",
                        "invalid: certificate-not-valid",
                        s ->
                                s.certificate()
                                        .valid(
                                                Evidence.BUILT.minusSeconds(600),
                                                Evidence.BUILT.minusSeconds(1))),
                attested(
                        "publish-log-time-in-future",
                        "the log took it at a time that has not come",
                        "invalid: log-time-in-future",
                        s -> s.entry().at(Evidence.NOW.plus(Duration.ofDays(1)))),
                attested(
                        "publish-of-another-kind",
                        "it is no attestation of a publication",
                        "absent",
                        s -> s.says(statement(FILE, BYTES, "https://example.test/other"))),
                of(
                        "publish-by-other-repository",
                        "the index names another repository than the certificate",
                        "invalid: predicate-differs",
                        (world, signed) ->
                                check(world, answer("acme/other", "release.yml", signed))),
                of(
                        "publish-by-other-workflow",
                        "the index names another workflow than the certificate",
                        "invalid: predicate-differs",
                        (world, signed) -> check(world, answer(REPOSITORY, "test.yml", signed))),
                of(
                        "publish-one-of-two-wrong",
                        "a second attestation is about other bytes",
                        "invalid: subject-digest",
                        (world, signed) ->
                                check(
                                        world,
                                        answer(
                                                REPOSITORY,
                                                "release.yml",
                                                signed,
                                                signed(world)
                                                        .says(statement(FILE, OTHER, PUBLISH))))),
                of(
                        "publish-version-unknown",
                        "the answer is of a version that is not read",
                        "could not check",
                        (world, signed) -> check(world, "{\"version\":2}")),
                of(
                        "publish-no-list",
                        "the answer lists no attestations",
                        "invalid: field-missing",
                        (world, signed) -> check(world, "{\"version\":1}")),
                new SignatureCase(
                        "publish-no-root",
                        OF,
                        "no trusted root is configured",
                        "could not check",
                        () -> look(Trusted.nobody(), "{\"version\":1}")));
    }

    private static SampleCosign signed(SampleAuthority world) {
        var build =
                SampleBuild.of("1.0.0", Evidence.BUILT)
                        .from("https://github.com/" + REPOSITORY, "1");
        return SampleCosign.keyless(world, build, "sha256:" + BYTES.hex())
                .says(statement(FILE, BYTES, PUBLISH));
    }

    private static String statement(String name, Sha256 bytes, String type) {
        return SampleCosign.statement(name, bytes.hex(), type, "null");
    }

    private static String answer(String repository, String workflow, SampleCosign... signed) {
        var attestations = List.of(signed).stream().map(SampleCosign::pep740).toList();
        return "{\"version\":1,\"attestation_bundles\":[{\"publisher\":{\"kind\":\"GitHub\",\"repository\":\""
                + repository
                + "\",\"workflow\":\""
                + workflow
                + "\"},\"attestations\":["
                + String.join(",", attestations)
                + "]}]}";
    }

    private static SignatureCase attested(
            String name, String told, String expected, Consumer<SampleCosign> change) {
        return of(
                name,
                told,
                expected,
                (world, signed) -> {
                    change.accept(signed);
                    return check(world, answer(REPOSITORY, "release.yml", signed));
                });
    }

    private static SignatureCase of(
            String name,
            String told,
            String expected,
            BiFunction<SampleAuthority, SampleCosign, Outcome<?>> looked) {
        return new SignatureCase(
                name,
                OF,
                told,
                expected,
                () -> {
                    var world = new SampleAuthority(Evidence.START);
                    return looked.apply(world, signed(world));
                });
    }

    private static Outcome<?> check(SampleAuthority world, String answer) {
        var root = TrustedRoot.read(world.trustedRoot().getBytes(StandardCharsets.UTF_8));
        return look(
                new Trusted(
                        root,
                        KeyRing.none(Trusted.MAVEN_KEYS),
                        KeyRing.none(Trusted.GIT_KEYS),
                        ImageKeys.none(Trusted.IMAGE_KEYS),
                        Pins.none()),
                answer);
    }

    private static Outcome<?> look(Trusted trusted, String answer) {
        return new PublishAttestations(trusted, "pkg:pypi/acme-mcp", FILE, BYTES, Evidence.NOW)
                .check(answer.getBytes(StandardCharsets.UTF_8));
    }
}
