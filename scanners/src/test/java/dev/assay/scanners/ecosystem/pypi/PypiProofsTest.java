package dev.assay.scanners.ecosystem.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SampleCosign;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.ecosystem.LookupOutcome;
import dev.assay.scanners.publisher.PypiPublishing;
import dev.assay.scanners.signature.ImageKeys;
import dev.assay.scanners.signature.KeyRing;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Pins;
import dev.assay.scanners.signature.ProofKind;
import dev.assay.scanners.signature.Signatures;
import dev.assay.scanners.signature.Trusted;
import dev.assay.scanners.signature.TrustedRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Attestations of a Python file, from the index to what is said of it. */
class PypiProofsTest {

    private static final String PUBLISH = "https://docs.pypi.org/attestations/publish/v1";

    private final SamplePypiIndex index = SamplePypiIndex.start();
    private final SampleAuthority world =
            new SampleAuthority(Instant.parse("2026-01-01T00:00:00Z"));
    private final SampleWheel wheel = SampleWheel.of("acme-mcp==1.0.0");
    @TempDir Path home;

    @AfterEach
    void stop() {
        index.close();
    }

    private String answer(String repository) {
        var build =
                SampleBuild.of("1.0.0", Instant.parse("2026-06-01T12:00:00Z"))
                        .from("https://github.com/acme/mcp", "1");
        var digest = SampleCosign.digest(wheel.bytes());
        var attestation =
                SampleCosign.keyless(world, build, digest)
                        .says(SampleCosign.statement(wheel.fileName(), digest, PUBLISH, "null"))
                        .pep740();
        return "{\"version\":1,\"attestation_bundles\":[{\"publisher\":{\"kind\":\"GitHub\","
                + "\"repository\":\""
                + repository
                + "\",\"workflow\":\"release.yml\"},\"attestations\":["
                + attestation
                + "]}]}";
    }

    private Trusted trusted() {
        return new Trusted(
                TrustedRoot.read(world.trustedRoot().getBytes(StandardCharsets.UTF_8)),
                KeyRing.none(Trusted.MAVEN_KEYS),
                KeyRing.none(Trusted.GIT_KEYS),
                ImageKeys.none(Trusted.IMAGE_KEYS),
                Pins.none());
    }

    private PypiUpstream upstream() {
        var clock = Clock.fixed(Instant.parse("2026-07-01T00:00:00Z"), ZoneOffset.UTC);
        var client =
                new PypiIndex(
                        PypiConfiguration.read(Map.of(), home, index.url()), PypiLimits.DEFAULT);
        return new PypiUpstream(
                client,
                PypiTarget.all(null, null),
                Clock.systemUTC(),
                new PypiPublishing(client, trusted(), clock));
    }

    private Signatures look() throws Exception {
        try (var upstream = upstream()) {
            var found = upstream.find(new Purl("pypi", null, "acme-mcp", "1.0.0"));
            assertThat(found).isInstanceOf(LookupOutcome.Found.class);
            return ((LookupOutcome.Found) found)
                    .release()
                    .publishing(Integrity.of(Sha256.of(wheel.bytes())))
                    .signatures();
        }
    }

    private Outcome<?> attested() throws Exception {
        return look().own(ProofKind.PUBLISH_ATTESTATION).orElseThrow();
    }

    @Test
    void verifiesWhoPublishedAFileAndFromWhichBuild() throws Exception {
        index.publish(wheel);
        index.attest(wheel.fileName(), answer("acme/mcp"));

        var looked = look();

        var outcome = looked.own(ProofKind.PUBLISH_ATTESTATION).orElseThrow();
        assertThat(outcome.claimed().map(each -> each.keyId()).orElse(outcome.reason()))
                .contains("by https://token.actions.example.test")
                .contains("the trusted publisher GitHub acme/mcp release.yml");
        assertThat(looked.build().orElseThrow().repository())
                .isEqualTo("https://github.com/acme/mcp");
    }

    @Test
    void tellsAPublisherWhoIsNotWhoSigned() throws Exception {
        index.publish(wheel);
        index.attest(wheel.fileName(), answer("evil/mcp"));

        assertThat(attested().state()).isEqualTo("invalid");
    }

    @Test
    void toldFromAnIndexThatHasNoneByItsOtherFiles() throws Exception {
        index.publish(wheel);
        assertThat(attested()).isInstanceOf(Outcome.NotOffered.class);

        index.publish("acme-mcp==0.9.0");
        index.attest("acme_mcp-0.9.0-py3-none-any.whl", "");
        assertThat(attested()).as(attested().reason()).isInstanceOf(Outcome.Absent.class);
    }

    @Test
    void whatIsListedAndNotServedIsNotAbsent() throws Exception {
        index.publish(wheel);
        index.attest(wheel.fileName(), "");

        assertThat(attested()).isInstanceOf(Outcome.Unchecked.class);
    }

    @Test
    void looksAtWhatAReleaseBringsAlongByTheSameOutcomes() throws Exception {
        index.publish(wheel);
        index.attest(wheel.fileName(), answer("acme/mcp"));
        index.publish("plain==1.0");
        index.publish("plain==2.0");
        index.publish(SampleWheel.of("server==1.0", "acme-mcp", "plain"));
        try (var upstream = upstream()) {
            var outcome =
                    upstream.resolve(new Purl("pypi", null, "server", "1.0"), (purl, file) -> {});
            assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
            var packages = ((ClosureOutcome.Resolved) outcome).closure().packages();

            assertThat(upstream.proofs(packages))
                    .extracting(
                            each -> each.purl().name(),
                            each ->
                                    each.signatures()
                                            .own(ProofKind.PUBLISH_ATTESTATION)
                                            .orElseThrow()
                                            .state())
                    .containsExactlyInAnyOrder(
                            tuple("acme-mcp", "verified"), tuple("plain", "not offered"));
            index.withdraw("plain-2.0-py3-none-any.whl");
            assertThat(upstream.proofs(packages))
                    .filteredOn(each -> each.purl().name().equals("plain"))
                    .singleElement()
                    .satisfies(
                            it ->
                                    assertThat(it.signatures().registry().reason())
                                            .contains("lists plain-2.0-py3-none-any.whl no more"));
        }
    }
}
