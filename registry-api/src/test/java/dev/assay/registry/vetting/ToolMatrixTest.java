package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.registry.tools.ToolDecisions;
import dev.assay.registry.tools.ToolDecisions.Word;
import dev.assay.registry.tools.ToolMatrix;
import dev.assay.registry.tools.ToolOffer;
import dev.assay.registry.workflow.Ballot;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** The tool matrix from the vetting to the approval and after it. */
@TestInstance(Lifecycle.PER_CLASS)
class ToolMatrixTest {

    private static final String READING = "Reads a note.";

    private static final Sha256 SOME_FINGERPRINT = Sha256.of(new byte[] {1});

    private final AtomicInteger names = new AtomicInteger();
    private SampleUpstream upstream;
    private VettingRig rig;
    private ToolDecisions tools;
    private Account sam;
    private Account sid;

    @BeforeAll
    void start(@TempDir Path data) {
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url());
        tools = rig.get(ToolDecisions.class);
        sam = rig.reviewer();
        sid = rig.account("sid", Role.SECURITY);
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void blocksTheApprovalUntilSomebodySaidWhatEachToolMayBeUsedFor() throws Exception {
        var release = vet(name(), "1.0.0", READING);

        assertThat(approve(release))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("Nobody has said", "get_note", "send_note"));
        var unseen = rig.reviews(release.id()).getFirst().snapshotSha256();

        done(tools.say(sam, release.id(), words(release), ""));
        rig.settled(release.id());

        assertThat(rig.reviews(release.id()).getFirst().snapshotSha256())
                .as("what is approved includes the classes")
                .isNotEqualTo(unseen);
        assertThat(approve(release)).isInstanceOf(DecisionOutcome.Decided.class);
    }

    @Test
    void letsNobodyButReviewersSayIt() throws Exception {
        var release = vet(name(), "1.0.0", READING);

        var deed = tools.say(rig.requester(), release.id(), words(release), "");

        assertThat(why(deed)).contains("has no reviewer role");
    }

    @Test
    void letsAToolThatIsNeverToBeUsedBeUsedByTwoPeopleAndAReasonAlone() throws Exception {
        var release = vet(name(), "1.0.0", READING);
        var wish = List.of(new Word("create_user", null, ToolClass.WRITE, null));

        assertThat(why(tools.say(sam, release.id(), wish, " "))).contains("needs a reason");
        assertThat(done(tools.say(sam, release.id(), wish, "our HR desk")).waiting()).hasSize(1);
        assertThat(done(tools.say(sam, release.id(), wish, "me again")).held()).isEmpty();
        assertThat(entry(release, "create_user").toolClass()).isEqualTo(ToolClass.NEVER);

        assertThat(done(tools.say(sid, release.id(), wish, "agreed")).held()).hasSize(1);

        var lowered = entry(release, "create_user");
        assertThat(lowered.toolClass()).isEqualTo(ToolClass.WRITE);
        assertThat(Objects.requireNonNull(lowered.lowering()).first()).isEqualTo(sam.id());
        assertThat(lowered.lowering().second()).isEqualTo(sid.id());
    }

    @Test
    void carriesOverWhatDidNotChangeAndProposesTheRestAnew() throws Exception {
        var name = name();
        var first = vet(name, "1.0.0", READING);
        assertThat(rig.approve(first.id())).isInstanceOf(DecisionOutcome.Decided.class);

        var second = vet(name, "1.0.1", "Reads a note and tells its author.");

        assertThat(entry(second, "send_note").carriedFrom()).isEqualTo("1.0.0");
        assertThat(entry(second, "send_note").isConfirmed()).isTrue();
        var changed = entry(second, "get_note");
        assertThat(changed.isConfirmed()).isFalse();
        assertThat(ToolMatrix.proposal(changed).reasons().getFirst())
                .isEqualTo("it is not what it was in 1.0.0, where it was read");
    }

    @Test
    void narrowsWhatIsApprovedAtOnceAndWidensItByAReview() throws Exception {
        var release = vet(name(), "1.0.0", READING);
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

        done(
                tools.say(
                        sam,
                        release.id(),
                        List.of(new Word("send_note", null, ToolClass.NEVER, null)),
                        ""));
        assertThat(entry(release, "send_note").toolClass()).isEqualTo(ToolClass.NEVER);
        assertThat(rig.reviews(release.id())).hasSize(1);

        var widened =
                done(
                        tools.say(
                                sam,
                                release.id(),
                                List.of(new Word("send_note", null, ToolClass.WRITE, null)),
                                "the team writes again"));
        assertThat(widened.held()).isEmpty();
        rig.settled(release.id());
        assertThat(entry(release, "send_note").toolClass()).isEqualTo(ToolClass.NEVER);
        assertThat(rig.get(ReleaseStore.class).find(release.id()).orElseThrow().state())
                .isEqualTo(ReleaseState.APPROVED);
        var review = rig.reviews(release.id()).getFirst();
        var ballot =
                new Ballot(
                        Objects.requireNonNull(review.snapshotSha256()), Stage.PRODUCTION, "fine");
        assertThat(rig.get(Workflow.class).approve(sam, review.id(), ballot))
                .as("by whoever asked for it")
                .isInstanceOf(DecisionOutcome.Refused.class);

        assertThat(rig.get(Workflow.class).approve(sid, review.id(), ballot))
                .isInstanceOf(DecisionOutcome.Decided.class);

        assertThat(entry(release, "send_note").toolClass()).isEqualTo(ToolClass.WRITE);
    }

    @Test
    void blocksAReleaseThatOffersMoreToolsThanPeopleCanConfirm() throws Exception {
        var name = name();
        var code = new StringBuilder("const server = require('./server.js');\n");
        for (var number = 0; number < 1_002; number++) {
            code.append(
                    "server.registerTool('get_note_%04d', {description: 'Reads.', inputSchema: {}}, async () => {});%n"
                            .formatted(number));
        }
        upstream.publish(
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"%s\", \"version\": \"1.0.0\", \"main\": \"index.js\"}"
                                        .formatted(name),
                                "index.js",
                                code.toString(),
                                "server.js",
                                "module.exports = {};\n")));
        var release = rig.vet("npm:" + name + "@1.0.0");
        assertThat(rig.get(ToolStore.class).of(release.id())).hasSize(1_000);

        assertThat(rig.approve(release.id()))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("more than 1,000 tools", "never waived"));
    }

    @Test
    void keepsNeverOfAToolThatANewerAnalysisSeesOtherwise() throws Exception {
        var release = vet(name(), "1.0.0", READING);
        done(
                tools.say(
                        sam,
                        release.id(),
                        List.of(new Word("send_note", null, ToolClass.NEVER, null)),
                        ""));
        rig.settled(release.id());
        var offer =
                new ToolOffer(
                        "send_note", "Sends.", List.of(), true, false, List.of(), SOME_FINGERPRINT);

        rig.get(ToolMatrix.class).draw(release, List.of(offer), null);

        var drawn = entry(release, "send_note");
        assertThat(drawn.isConfirmed()).isFalse();
        assertThat(drawn.toolClass()).isEqualTo(ToolClass.NEVER);
        assertThat(ToolMatrix.proposal(drawn).reasons().getFirst())
                .isEqualTo("it is not what it was when it was confirmed as never");
        var wish = List.of(new Word("send_note", null, ToolClass.READ, null));
        assertThat(done(tools.say(sam, release.id(), wish, "it reads")).held()).isEmpty();
        assertThat(done(tools.say(sid, release.id(), wish, "it reads")).held()).hasSize(1);
    }

    private String name() {
        return "tooled-" + names.incrementAndGet();
    }

    private Release vet(String name, String version, String reading) throws InterruptedException {
        upstream.publish(
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"%s\", \"version\": \"%s\", \"main\": \"index.js\"}"
                                        .formatted(name, version),
                                "index.js",
                                """
                                const server = require("./server.js");
                                server.registerTool("get_note", {description: "%s", inputSchema: {}}, async () => {});
                                server.registerTool("send_note", {description: "Sends.", inputSchema: {}}, async () => {});
                                server.registerTool("create_user", {description: "Adds.", inputSchema: {}}, async () => {});
                                """
                                        .formatted(reading),
                                "server.js",
                                "module.exports = {};\n")));
        return rig.vet("npm:" + name + "@" + version);
    }

    private List<Word> words(Release release) {
        return rig.get(ToolStore.class).of(release.id()).stream()
                .map(each -> new Word(each.name(), each.fingerprint().hex(), null, null))
                .toList();
    }

    private ToolEntry entry(Release release, String name) {
        return rig.get(ToolStore.class).of(release.id()).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private DecisionOutcome approve(Release release) {
        var review = rig.reviews(release.id()).getFirst();
        return rig.get(Workflow.class)
                .approve(
                        sam,
                        review.id(),
                        new Ballot(
                                Objects.requireNonNull(review.snapshotSha256()),
                                Stage.PRODUCTION,
                                "looked at it"));
    }

    private static ToolDecisions.Outcome done(Deed<ToolDecisions.Outcome> deed) {
        return ((Deed.Done<ToolDecisions.Outcome>) deed).result();
    }

    private static String why(Deed<ToolDecisions.Outcome> deed) {
        return ((Deed.Refused<ToolDecisions.Outcome>) deed).reason();
    }
}
