package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Waiver;
import dev.assay.registry.policy.Policies;
import dev.assay.registry.policy.PolicyFiles;
import dev.assay.registry.policy.RuleSet;
import dev.assay.registry.workflow.Blocker;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Waivers;
import dev.assay.samples.SampleCatalog;
import dev.assay.samples.SampleHistory;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.delta.Verdict;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What a changed policy does to what was judged under another one. */
class PolicyChangeTest {

    private static final String MILD =
            """
            schema: assay-policy/1
            rules:
              - id: one-owner
                title: One team owns it
                severity: high
                effect: require
                brokenWhen: request.owner.value == ""
                message: Nobody owns it
                remedy: Name an owner
            """;

    private static final String STRICT =
            """
              - id: mail-is-forbidden
                title: It sends no mail
                severity: critical
                effect: block
                brokenWhen: release.name.contains("mail")
                message: It sends mail
                remedy: Use the mail gateway
            """;

    private static final String UNMET =
            """
              - id: assessed
                title: Somebody assessed it
                severity: high
                effect: require
                brokenWhen: answers["assessment"].value == ""
                message: Nobody assessed it
                remedy: Assess it
            """;

    @TempDir private Path data;
    @TempDir private Path folder;
    private SampleUpstream upstream;
    private VettingRig rig;

    @BeforeEach
    void start() throws IOException {
        upstream = SampleUpstream.startWith(SampleCatalog.everything());
        write(MILD);
        rig = start(folder);
    }

    private VettingRig start(Path rules) {
        return VettingRig.start(
                data, upstream.url(), "assay.policy.folder=" + rules, "assay.policy.check=100ms");
    }

    @AfterEach
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void anOpenReviewShowsWhatTheNewPolicySaysAndTheOldSnapshotIsNotApproved() throws Exception {
        var release = vet("1.0.1");
        assertThat(verdict(release)).isEqualTo(Verdict.QUIET);
        var seen = rig.reviews(release.id()).getFirst().snapshotSha256();

        write(MILD + STRICT);
        assertThat(rig.get(Policies.class).load("ada")).isTrue();
        awaitOtherSnapshot(release, Objects.requireNonNull(seen).hex());

        assertThat(verdict(release)).isEqualTo(Verdict.BLOCK);
        assertThat(rig.approve(release.id()))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("It sends mail"));
        assertThat(actions(release)).contains("review.judged-anew");
    }

    @Test
    void anApprovalIsRefusedWhileWhatWasSeenIsOfAnotherPolicy() throws Exception {
        var release = vet("1.0.1");
        // What is said of tools later would have it judged again, by the new policy.
        rig.confirmTools(release.id());
        rig.close();
        rig =
                VettingRig.start(
                        data,
                        upstream.url(),
                        "assay.policy.folder=" + folder,
                        "assay.policy.check=1h");
        write(MILD + STRICT);
        rig.get(Policies.class).load("ada");

        assertThat(rig.approve(release.id()))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("policy has changed"));
    }

    @Test
    void anApprovedReleaseStaysServedAndItIsRecordedThatThePolicyIsAgainstIt() throws Exception {
        var release = vet("1.0.1");
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

        write(MILD + STRICT);
        rig.get(Policies.class).load("ada");

        rig.await(release.id(), now -> actions(release).contains("release.against-policy"));
        assertThat(rig.get(ReleaseStore.class).find(release.id()).orElseThrow().state())
                .isEqualTo(ReleaseState.APPROVED);
        var reports = rig.get(PolicyReports.class);
        assertThat(reports.approvedAgainst(10)).extracting(Release::id).contains(release.id());
        assertThat(reports.breaking("mail-is-forbidden", 10))
                .extracting(Release::id)
                .contains(release.id());
        assertThat(reports.overview().breaking()).containsEntry("mail-is-forbidden", 1);
    }

    @Test
    void ofWhatWasApprovedOnAWaiverOnlyAnotherReasonIsTold() throws Exception {
        var waivable = MILD + UNMET + "    waiver: {mode: manual, maxDays: 30}\n";
        write(waivable);
        rig.get(Policies.class).load("ada");
        var release = vet("1.0.1");
        waive(release, "assessed");
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

        var harmless = waivable + "# nothing else\n";
        write(harmless);
        rig.get(Policies.class).load("ada");
        rig.await(
                release.id(), now -> rig.get(PolicyReports.class).approvedAgainst(10).size() == 1);
        assertThat(actions(release)).doesNotContain("release.against-policy");

        write(harmless + STRICT);
        rig.get(Policies.class).load("ada");
        rig.await(release.id(), now -> actions(release).contains("release.against-policy"));
    }

    @Test
    void whatThePolicyRequiresIsNeededForAnApprovalAndIsNoVerdict() throws Exception {
        write(MILD + UNMET);
        rig.get(Policies.class).load("ada");

        var release = vet("1.0.1");

        assertThat(verdict(release)).isEqualTo(Verdict.QUIET);
        assertThat(rig.approve(release.id()))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("Nobody assessed it", "Assess it"));
    }

    @Test
    void aBrokenPolicyLeavesTheLastGoodOneInForceAcrossARestart() throws Exception {
        var good = rig.get(Policies.class).state().digest();
        write(MILD.replace("request.owner", "request.oner"));
        var policies = rig.get(Policies.class);

        assertThat(policies.load("ada")).isFalse();
        assertThat(policies.state().digest()).isEqualTo(good);
        assertThat(policies.state().problems().getFirst().toString())
                .startsWith("rules.yaml:7: one-owner: brokenWhen: undefined field 'oner'");
        rig.close();
        rig = start(folder);
        assertThat(rig.get(Policies.class).state().digest()).isEqualTo(good);
        assertThat(rig.get(Policies.class).state().problems()).hasSize(1);
        assertThat(rig.get(AuditTrail.class).of("policy"))
                .extracting(AuditEvent::action)
                .containsExactly("policy.loaded", "policy.refused", "policy.refused");
    }

    @Test
    void aDryRunSaysWhatAnotherPolicyWouldDoAndStoresNothing() throws Exception {
        var release = vet("1.0.1");
        var before = rig.get(Policies.class).state();
        write(MILD + STRICT);
        var other = read(MILD + STRICT);

        var run = rig.get(PolicyReports.class).dryRun(other);

        assertThat(run.isWhole()).isTrue();
        assertThat(run.changes())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.release().id()).isEqualTo(release.id());
                            assertThat(change.now().verdict()).isEqualTo(Verdict.QUIET);
                            assertThat(change.then().verdict()).isEqualTo(Verdict.BLOCK);
                            assertThat(change.added())
                                    .extracting(each -> each.id())
                                    .containsExactly("mail-is-forbidden");
                            assertThat(change.wouldBeStopped()).isTrue();
                        });
        assertThat(rig.get(Policies.class).state()).isEqualTo(before);
        assertThat(rig.get(PolicyReports.class).dryRun(read(MILD)).changes()).isEmpty();
    }

    private static RuleSet read(String text) {
        var files = PolicyFiles.of(List.of(new PolicyFiles.File("rules.yaml", text)));
        return ((RuleSet.Reading.Taken) RuleSet.read(files)).rules();
    }

    private Release vet(String version) throws InterruptedException {
        return rig.vet("npm:assay-sample-mail@" + version, SampleHistory.DECLARED_DESTINATION);
    }

    private void waive(Release release, String rule) {
        var waivers = rig.get(Waivers.class);
        var target =
                waivers.blockers(release).stream()
                        .map(Blocker::target)
                        .filter(each -> each.startsWith(rule))
                        .findFirst()
                        .orElseThrow();
        var wish = new Waivers.Wish(target, "we need it", "it runs in a sandbox", 20);
        var asked = waivers.ask(rig.requester(), release.id(), wish);
        var waiver = ((Deed.Done<Waiver>) asked).result();
        assertThat(
                        waivers.decide(
                                rig.account("sid", Role.SECURITY),
                                waiver.id(),
                                Waivers.Answer.GRANT,
                                "agreed",
                                null))
                .isInstanceOf(Deed.Done.class);
    }

    private Verdict verdict(Release release) {
        return Objects.requireNonNull(rig.report(release.id()).snapshot()).verdict();
    }

    private void awaitOtherSnapshot(Release release, String seen) throws InterruptedException {
        rig.await(
                release.id(),
                now ->
                        !Objects.requireNonNull(
                                        rig.reviews(release.id()).getFirst().snapshotSha256())
                                .hex()
                                .equals(seen));
    }

    private List<String> actions(Release release) {
        return rig.get(AuditTrail.class).of(release.purl().toString()).stream()
                .map(AuditEvent::action)
                .toList();
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), text);
    }
}
