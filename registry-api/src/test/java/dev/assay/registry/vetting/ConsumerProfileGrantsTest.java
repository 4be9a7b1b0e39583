package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.consumer.ProfileChanges;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Consumers that are held to a profile, over the real pipeline. */
@TestInstance(Lifecycle.PER_CLASS)
class ConsumerProfileGrantsTest {

    private final AtomicInteger names = new AtomicInteger();
    private SampleUpstream upstream;
    private VettingRig rig;
    private Consumers consumers;
    private Grants grants;
    private ProfileChanges profiles;
    private Account sam;
    private Account olga;
    private Release approved;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url());
        consumers = rig.get(Consumers.class);
        grants = rig.get(Grants.class);
        profiles = rig.get(ProfileChanges.class);
        sam = rig.reviewer();
        olga = rig.account("olga", Role.SYSTEM_OWNER);
        upstream.publish(
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"books\", \"version\": \"1.0.0\", \"main\":"
                                        + " \"index.js\"}",
                                "index.js",
                                """
                                const server = require("./server.js");
                                server.registerTool("get_note", {description: "Reads.", inputSchema: {}}, async () => {});
                                server.registerTool("draft_note", {description: "Writes a draft.", inputSchema: {}}, async () => {});
                                server.registerTool("update_note", {description: "Updates.", inputSchema: {}}, async () => {});
                                server.registerTool("send_note", {description: "Sends.", inputSchema: {}}, async () => {});
                                """,
                                "server.js",
                                "module.exports = {};\n")));
        approved = rig.vet("npm:books@1.0.0");
        assertThat(rig.approve(approved.id())).isInstanceOf(DecisionOutcome.Decided.class);
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void aFinanceAgentReadsAndDraftsAndAsksTwice() {
        var finance = consumer("finance");

        assertThat(why(ask(finance, "send_note")))
                .contains("held to the profile finance", "reads and drafts", "sends something");
        assertThat(why(ask(finance, "update_note"))).contains("name says none");
        assertThat(done(ask(finance, "get_note")).needsTwo()).isFalse();
        var draft = done(ask(finance, "draft_note"));
        assertThat(draft.needsTwo()).isTrue();
        assertThat(done(grants.grant(olga, draft.id(), "fine", null)).state())
                .isEqualTo(Grant.State.ASKED);
        assertThat(done(grants.grant(sam, draft.id(), "fine", null)).state())
                .isEqualTo(Grant.State.GRANTED);
    }

    @Test
    void aResearchAgentReadsAlone() {
        var research = consumer("research");

        assertThat(why(ask(research, "update_note")))
                .contains("reads alone", "confirmed for write");
        assertThat(done(ask(research, "get_note")).state()).isEqualTo(Grant.State.ASKED);
        assertThat(done(ask(consumer("operations"), "update_note")).needsTwo()).isFalse();
    }

    @Test
    void aNarrowerProfileHoldsAtOnceAndEndsWhatItDoesNotCover() {
        var consumer = consumer("");
        var write = done(ask(consumer, "update_note"));
        var read = done(ask(consumer, "get_note"));
        done(grants.grant(sam, write.id(), "needed", null));
        done(grants.grant(sam, read.id(), "needed", null));

        var held = held(profiles.change(rig.requester(), consumer.id(), "research", "reads now"));

        assertThat(held.profile()).isEqualTo("research");
        assertThat(state(write)).isEqualTo(Grant.State.REVOKED);
        assertThat(state(read)).isEqualTo(Grant.State.GRANTED);
    }

    @Test
    void aWiderProfileTakesTwoWhereItLetsToolsWrite() {
        var consumer = consumer("research");
        var asked = profiles.change(rig.requester(), consumer.id(), "operations", "it updates now");
        assertThat(held(asked).profile()).isEqualTo("research");
        assertThat(why(profiles.change(sam, consumer.id(), "", "more")))
                .contains("asked for already");
        assertThat(why(ask(consumer, "update_note"))).contains("reads alone");

        assertThat(why(profiles.grant(rig.requester(), consumer.id(), "me")))
                .contains("grants no profile");
        assertThat(held(profiles.grant(olga, consumer.id(), "fine")).profile())
                .isEqualTo("research");
        assertThat(why(profiles.grant(olga, consumer.id(), "fine"))).contains("agreed already");
        assertThat(held(profiles.grant(sam, consumer.id(), "fine")).profile())
                .isEqualTo("operations");
        assertThat(done(ask(consumer, "update_note")).state()).isEqualTo(Grant.State.ASKED);
    }

    @Test
    void nobodyWidensTheirOwn() {
        var consumer = consumer("single-write");
        profiles.change(sam, consumer.id(), "research", "reads instead");

        assertThat(why(profiles.grant(sam, consumer.id(), "mine"))).contains("nobody grants what");
        assertThat(held(profiles.refuse(sam, consumer.id(), "taken back")).profile())
                .isEqualTo("single-write");
        assertThat(profiles.waiting(consumer.id())).isEmpty();
    }

    @Test
    void aSingleWriteIsForADayAndItsTokenIsMadeAnewBeforeTheNext() {
        var single = consumer("single-write");
        assertThat(why(ask(single, "get_note"))).contains("confirmed for read");
        assertThat(why(grants.ask(rig.requester(), single.id(), wish("update_note", 2))))
                .contains("at most a day, not 2");
        var asked = done(ask(single, "update_note"));
        assertThat(asked.days()).isEqualTo(1);
        assertThat(why(ask(single, "draft_note"))).contains("one grant at a time");
        done(grants.grant(sam, asked.id(), "needed", null));
        assertThat(owed(single)).isEmpty();

        rig.pass(Duration.ofHours(25));
        grants.expire();

        assertThat(state(asked)).isEqualTo(Grant.State.EXPIRED);
        assertThat(owed(single))
                .singleElement()
                .satisfies(
                        task -> {
                            assertThat(task.kind()).isEqualTo(TaskKind.ROTATE_CREDENTIAL);
                            assertThat(task.title()).contains("update_note of books");
                        });
        assertThat(why(ask(single, "draft_note"))).contains("made anew first");

        var tasks = rig.get(TaskStore.class);
        tasks.close(
                owed(single).getFirst().id(),
                new Task.Closing(Instant.now(), sam.id(), "made anew", null, null));
        assertThat(done(ask(single, "draft_note")).state()).isEqualTo(Grant.State.ASKED);
    }

    private List<Task> owed(Consumer consumer) {
        return rig.get(TaskStore.class).open().stream()
                .filter(each -> each.key().endsWith(":" + consumer.id()))
                .toList();
    }

    private Grant.State state(Grant grant) {
        return grants.find(grant.id()).orElseThrow().state();
    }

    private Consumer consumer(String profile) {
        var form =
                new Consumers.Form(
                        "agent " + names.incrementAndGet(),
                        "Books",
                        rig.requester().login(),
                        Stage.PRODUCTION,
                        "",
                        profile);
        return held(consumers.add(rig.requester(), form));
    }

    private Deed<Grant> ask(Consumer consumer, String tool) {
        return grants.ask(rig.requester(), consumer.id(), wish(tool, null));
    }

    private Grants.Wish wish(String tool, @Nullable Integer days) {
        return new Grants.Wish(approved.id(), tool, Stage.PILOT, days, "the books of a day");
    }

    private static Consumer held(Deed<Consumer> deed) {
        return ((Deed.Done<Consumer>) deed).result();
    }

    private static Grant done(Deed<Grant> deed) {
        return ((Deed.Done<Grant>) deed).result();
    }

    private static String why(Deed<?> deed) {
        return ((Deed.Refused<?>) deed).reason();
    }
}
