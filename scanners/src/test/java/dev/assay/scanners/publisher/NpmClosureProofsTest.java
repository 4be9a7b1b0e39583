package dev.assay.scanners.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleAttestation;
import dev.assay.samples.SampleAuthority;
import dev.assay.samples.SampleBuild;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.Deltas;
import dev.assay.scanners.delta.PublisherDelta;
import dev.assay.scanners.ecosystem.npm.NpmUpstream;
import dev.assay.scanners.profile.Coverage;
import dev.assay.scanners.signature.SignatureCheck;
import dev.assay.scanners.signature.TrustedRoot;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What proves the packages that a release brings along, from a registry that tells everything. */
class NpmClosureProofsTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final SampleUpstream server = SampleUpstream.start();
    private final SampleAuthority world = new SampleAuthority(NOW.minus(400, ChronoUnit.DAYS));
    private final SampleAuthority stranger = new SampleAuthority(NOW.minus(400, ChronoUnit.DAYS));

    @AfterEach
    void stop() {
        server.close();
    }

    private static SamplePackage pack(String name) {
        return SamplePackage.bare(name, "1.0.0", Map.of())
                .publishedAt(NOW.minus(100, ChronoUnit.DAYS));
    }

    private List<PackageProofs> look(SamplePackage... dependencies) throws Exception {
        var needs = new TreeMap<String, String>();
        for (var each : dependencies) {
            server.publish(each);
            needs.put(each.name(), "1.0.0");
        }
        server.publish(SamplePackage.bare("server", "1.0.0", needs));
        var registry =
                new NpmRegistry(NpmConfiguration.of(server.url()), NpmRegistrySettings.DEFAULT);
        var root = TrustedRoot.read(world.trustedRoot().getBytes(StandardCharsets.UTF_8));
        try (var upstream =
                new NpmUpstream(
                        registry,
                        new NpmPublishing(
                                registry, new SignatureCheck(root, null), Clock.systemUTC()))) {
            var closure =
                    (ClosureOutcome.Resolved)
                            upstream.resolve(Purl.npm("server", "1.0.0"), (purl, file) -> {});
            return upstream.proofs(closure.closure().packages());
        }
    }

    private static Map<String, String> registry(List<PackageProofs> proofs) {
        var states = new TreeMap<String, String>();
        proofs.forEach(
                each -> states.put(each.purl().name(), each.signatures().registry().state()));
        return states;
    }

    @Test
    void tellsTheOutcomesApartAndAsksForNothingThatIsNotListed() throws Exception {
        server.tellKeys(world.keysDocument());
        var attested = pack("built");
        var build = SampleBuild.of("1.0.0", NOW.minus(100, ChronoUnit.DAYS));
        var proofs =
                look(
                        pack("signed").signedBy(world),
                        pack("unsigned"),
                        pack("forged").signedBy(stranger),
                        attested.signedBy(world)
                                .attested(SampleAttestation.provenance(world, build, attested)));

        assertThat(registry(proofs))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "signed", "verified",
                                "unsigned", "absent",
                                "forged", "invalid",
                                "built", "verified"));
        assertThat(proofs)
                .filteredOn(each -> each.signatures().provenance().state().equals("verified"))
                .extracting(each -> each.purl().name())
                .containsExactly("built");
        assertThat(server.requestCount("/-/npm/v1/keys")).isOne();
        assertThat(server.requests()).filteredOn(each -> each.contains("attestations")).hasSize(1);
        assertThat(ProofCounts.of(proofs).kinds().get("registry signature"))
                .isEqualTo(Map.of("verified", 2, "absent", 1, "invalid", 1));
    }

    @Test
    void anInvalidOneIsAFindingOfItsPackage() throws Exception {
        server.tellKeys(world.keysDocument());
        var proofs = look(pack("forged").signedBy(stranger), pack("signed").signedBy(world));
        var delta =
                Deltas.of(
                        null,
                        new Delta.Side("pkg:npm/server@1.0.0", null),
                        new Coverage(1, 1, 1, 1, List.of(), 1, 0, 0),
                        List.of());

        assertThat(PublisherDelta.withDependencies(delta, proofs).findings())
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.kind().wireName()).isEqualTo("signature-invalid");
                            assertThat(finding.title()).contains("pkg:npm/forged@1.0.0");
                            assertThat(finding.evidence().getFirst().packageUrl())
                                    .isEqualTo("pkg:npm/forged@1.0.0");
                        });
    }

    @Test
    void asksWhenAVersionAppearedWhereItsKeyHasEndedSince() throws Exception {
        server.tellKeys(world.keysDocument(NOW.minus(50, ChronoUnit.DAYS)));

        assertThat(registry(look(pack("old").signedBy(world)))).containsEntry("old", "verified");
    }

    @Test
    void aRegistryThatStripsEverythingOffersNothing() throws Exception {
        assertThat(registry(look(pack("plain")))).containsEntry("plain", "not offered");
    }
}
