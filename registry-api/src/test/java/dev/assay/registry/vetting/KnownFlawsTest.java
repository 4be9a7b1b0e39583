package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.registry.flaw.Flaws;
import dev.assay.registry.policy.RuleResult;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.flaw.FlawScanner;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What becomes of releases when the world learns of a flaw. */
class KnownFlawsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir private Path data;
    @TempDir private Path dump;
    private SampleUpstream upstream;
    private VettingRig rig;

    @BeforeEach
    void start() throws IOException {
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
    }

    @AfterEach
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void withoutASourceItIsNotScannedAndThatIsSaidAndNothingElseChanges() throws Exception {
        rig = VettingRig.start(data, upstream.url());
        var release = vet();

        assertThat(rig.get(Flaws.class).of(release.id())).isEmpty();
        assertThat(rig.get(Flaws.class).whyNot()).isEqualTo(FlawScanner.NO_SOURCE);
        assertThat(rule(release, "flaws-were-looked-up").isBroken()).isTrue();
        assertThat(rule(release, "no-known-malware").isBroken()).isFalse();
    }

    @Test
    void aFlawThatBecomesKnownVoidsWhatAReviewShowedAndHasToBeWaived() throws Exception {
        advisory("GHSA-of-nobody", "another-package", "CRITICAL");
        rig = withDump();
        awaitThat(() -> rig.get(Flaws.class).state().problem() == null);
        var release = vet();
        rig.confirmTools(release.id());
        var seen = rig.reviews(release.id()).getFirst().snapshotSha256();
        assertThat(rig.get(Flaws.class).of(release.id()).orElseThrow().flaws()).isEmpty();
        assertThat(rule(release, "flaws-were-looked-up").isBroken()).isFalse();

        advisory("GHSA-of-ours", release.purl().packageName(), "CRITICAL");
        awaitThat(
                () -> !Objects.equals(seen, rig.reviews(release.id()).getFirst().snapshotSha256()));

        assertThat(rule(release, "no-critical-flaw").isBroken()).isTrue();
        assertThat(rig.approve(release.id()))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("A flaw of it is graded as critical"));
    }

    @Test
    void anApprovedReleaseStaysApprovedAndPeopleAreTold() throws Exception {
        advisory("GHSA-of-nobody", "another-package", "CRITICAL");
        rig = withDump();
        awaitThat(() -> rig.get(Flaws.class).state().problem() == null);
        var release = vet();
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

        advisory("MAL-2026-9", release.purl().packageName(), "");
        awaitThat(() -> actions(release).contains("release.against-policy"));

        assertThat(actions(release)).contains("release.flaw-found");
        assertThat(rig.await(release.id(), each -> true).state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(events(release))
                .filteredOn(each -> each.action().equals("release.flaw-found"))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.detail())
                                        .startsWith("MAL-2026-9 (malware) in pkg:npm/")
                                        .contains(release.purl().exactVersion()));
    }

    @Test
    void dataThatCannotBeReadAnyMoreTakeNothingAwayThatWasFound() throws Exception {
        rig = withDump();
        advisory("GHSA-of-ours", SampleHistory.MAIL_SERVER, "LOW");
        awaitThat(() -> rig.get(Flaws.class).state().problem() == null);
        var release = vet();
        assertThat(rig.get(Flaws.class).of(release.id()).orElseThrow().flaws()).hasSize(1);

        try (var all = Files.list(dump)) {
            for (var file : all.toList()) {
                Files.delete(file);
            }
        }
        awaitThat(() -> rig.get(Flaws.class).state().problem() != null);

        assertThat(rig.get(Flaws.class).of(release.id()).orElseThrow().flaws()).hasSize(1);
    }

    @Test
    void dataThatSayNothingOfItsEcosystemAreNoLookAtIt() throws Exception {
        Files.writeString(
                dump.resolve("of-python.json"),
                """
                {"id": "PYSEC-1", "modified": "2026-11-10T08:00:00Z", "affected": [
                  {"package": {"ecosystem": "PyPI", "name": "a-package"}, "versions": ["1.0"]}]}
                """);
        rig = withDump();
        awaitThat(() -> rig.get(Flaws.class).state().problem() == null);
        var release = vet();

        var look = rig.get(Flaws.class).of(release.id()).orElseThrow();
        assertThat(look.isWhole()).isFalse();
        assertThat(look.unscanned())
                .startsWith("the advisories at hand say nothing of pkg:npm, of which it has ");
        assertThat(rule(release, "flaws-were-looked-up").isBroken()).isTrue();
    }

    private VettingRig withDump() {
        return VettingRig.start(
                data,
                upstream.url(),
                "assay.flaws.osv=" + dump,
                "assay.flaws.check=100ms",
                "assay.policy.check=100ms");
    }

    private Release vet() throws InterruptedException {
        return rig.vet(
                "npm:" + SampleHistory.MAIL_SERVER + "@1.0.1", SampleHistory.DECLARED_DESTINATION);
    }

    private RuleResult rule(Release release, String id) {
        return Objects.requireNonNull(rig.report(release.id()).snapshot()).rules().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEvent> events(Release release) {
        return rig.get(AuditTrail.class).of(release.purl().toString());
    }

    private List<String> actions(Release release) {
        return events(release).stream().map(AuditEvent::action).toList();
    }

    private void advisory(String id, String name, String severity) throws IOException {
        Files.writeString(
                dump.resolve(id + ".json"),
                """
                {"schema_version": "1.7.0", "id": "%s", "modified": "%s", "summary": "Made up",
                 "affected": [{"package": {"ecosystem": "npm", "name": "%s"},
                   "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}],
                 "database_specific": {"severity": "%s"}}
                """
                        .formatted(id, Instant.now(), name, severity));
    }

    private static void awaitThat(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("still waiting");
            }
            Thread.sleep(50);
        }
    }
}
