package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditFilter;
import dev.assay.inventory.audit.AuditSearch;
import dev.assay.inventory.consumer.Consumer;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answer;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Questions;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.registry.consumer.Consumers;
import dev.assay.registry.consumer.Grantable;
import dev.assay.registry.consumer.Grants;
import dev.assay.registry.tools.ToolDecisions;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.RequestForm;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** OAuth scopes and grants, over the real pipeline. */
@TestInstance(Lifecycle.PER_CLASS)
class GrantsTest {

    private final AtomicInteger names = new AtomicInteger();
    private SampleUpstream upstream;
    private VettingRig rig;
    private Consumers consumers;
    private Grants grants;
    private Account sam;
    private Account olga;
    private Account own;
    private Release approved;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        upstream = SampleUpstream.start();
        rig = VettingRig.start(data, upstream.url());
        consumers = rig.get(Consumers.class);
        grants = rig.get(Grants.class);
        sam = rig.reviewer();
        olga = rig.account("olga", Role.SYSTEM_OWNER);
        own = rig.account("otto", Role.SYSTEM_OWNER);
        approved = vet(name());
        assertThat(rig.approve(approved.id())).isInstanceOf(DecisionOutcome.Decided.class);
    }

    @AfterAll
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void grantsAToolUntilADayAndRevokesItAtOnce() {
        var consumer = consumer(Stage.PRODUCTION);
        var asked = done(ask(consumer, "get_note", Stage.PILOT, 30));
        assertThat(asked.state()).isEqualTo(Grant.State.ASKED);

        var granted = done(grants.grant(sam, asked.id(), "needed", 20));

        assertThat(granted.state()).isEqualTo(Grant.State.GRANTED);
        assertThat(granted.days()).isEqualTo(20);
        assertThat(rig.get(Grantable.class).hindrance(granted)).isEmpty();
        assertThat(why(grants.shorten(olga, granted.id(), 30))).contains("earlier end");
        var shorter = done(grants.shorten(olga, granted.id(), 5));
        assertThat(Objects.requireNonNull(shorter.given()).until())
                .isBefore(Objects.requireNonNull(granted.given()).until());

        assertThat(done(grants.revoke(rig.requester(), granted.id(), "done")).state())
                .isEqualTo(Grant.State.REVOKED);
        assertThat(why(grants.revoke(sam, granted.id(), "again"))).contains("revoked now");
    }

    @Test
    void everyWordAboutAGrantIsFoundByItsToolOnTheAuditTrail() {
        var consumer = consumer(Stage.PRODUCTION);
        var asked = done(ask(consumer, "get_note", Stage.PILOT, 30));
        done(grants.grant(sam, asked.id(), "needed", 20));
        done(grants.shorten(olga, asked.id(), 5));
        done(grants.revoke(sam, asked.id(), "done"));

        var found =
                new AuditSearch(rig.get(JdbcClient.class))
                        .before(
                                new AuditFilter(
                                        null,
                                        null,
                                        "consumer " + consumer.name(),
                                        "get_note",
                                        null,
                                        "grant",
                                        null,
                                        null,
                                        null),
                                null,
                                10);

        assertThat(found)
                .extracting(AuditEvent::action)
                .containsExactly(
                        "grant.revoked", "grant.shortened", "grant.granted", "grant.asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "get_*", "", "all", "all tools"})
    void grantsNothingAsAWhole(String tool) {
        assertThat(why(ask(consumer(Stage.PRODUCTION), tool, Stage.PILOT, 30)))
                .contains("a grant names one");
    }

    @Test
    void letsNobodyGrantToThemselves() {
        var theirs = consumer(Stage.PRODUCTION);
        var asked = done(grants.ask(sam, theirs.id(), wish("get_note", Stage.PILOT, 30)));
        assertThat(why(grants.grant(sam, asked.id(), "me", null)))
                .contains("nobody grants what they");

        var ottos = consumer(Stage.PRODUCTION, own);
        var wanted = done(ask(ottos, "get_note", Stage.PILOT, 30));
        assertThat(why(grants.grant(own, wanted.id(), "mine", null))).contains("of their own");
        assertThat(why(grants.grant(rig.requester(), wanted.id(), "me", null)))
                .contains("does not grant");
    }

    @Test
    void isHandedOverToNobodyWhoGrantedItATool() {
        var consumer = consumer(Stage.PRODUCTION);
        var asked = done(ask(consumer, "get_note", Stage.PILOT, 30));
        done(grants.grant(sam, asked.id(), "needed", null));

        assertThat(why(consumers.handOver(rig.requester(), consumer.id(), sam.login())))
                .contains("nobody grants to themselves");
        assertThat(consumers.handOver(rig.requester(), consumer.id(), own.login()))
                .isInstanceOf(Deed.Done.class);
        assertThat(why(consumers.handOver(rig.requester(), consumer.id(), olga.login())))
                .contains("its owner or a reviewer");
    }

    @Test
    void goesNoFurtherThanTheConsumerTheTierAndTheTool() {
        var pilot = consumer(Stage.PILOT);

        assertThat(why(ask(pilot, "get_note", Stage.PRODUCTION, 30))).contains("goes no further");
        assertThat(why(ask(pilot, "get_note", Stage.PILOT, 366))).contains("1 to 365 days");
        assertThat(why(ask(pilot, "create_user", Stage.PILOT, 30))).contains("never to be used");
        assertThat(why(ask(pilot, "send_note", Stage.READ_ONLY, 30)))
                .contains("it writes".substring(3));
        assertThat(done(ask(pilot, "get_note", Stage.PILOT, null)).days()).isEqualTo(365);
        assertThat(why(ask(pilot, "get_note", Stage.PILOT, 5))).contains("asked for already");
    }

    @Test
    void takesTwoForAToolThatWasNeverToBeUsedAndOneOfThemIsSecurity() throws Exception {
        var release = vet(name());
        var tools = rig.get(ToolDecisions.class);
        var sid = rig.account("sid" + names.incrementAndGet(), Role.SECURITY);
        var wish = List.of(new ToolDecisions.Word("create_user", null, ToolClass.WRITE, null));
        tools.say(sam, release.id(), wish, "the HR desk");
        tools.say(sid, release.id(), wish, "agreed");
        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);
        var consumer = consumer(Stage.PRODUCTION);
        var asked =
                done(
                        grants.ask(
                                rig.requester(),
                                consumer.id(),
                                new Grants.Wish(
                                        release.id(), "create_user", Stage.PILOT, 30, "joiners")));
        assertThat(asked.needsTwo()).isTrue();

        assertThat(done(grants.grant(olga, asked.id(), "fine", null)).state())
                .isEqualTo(Grant.State.ASKED);
        assertThat(why(grants.grant(olga, asked.id(), "again", null))).contains("agreed already");
        assertThat(why(grants.grant(own, asked.id(), "me too", null)))
                .contains("one of them is security");
        assertThat(done(grants.grant(sam, asked.id(), "fine", null)).state())
                .isEqualTo(Grant.State.GRANTED);
    }

    @Test
    void endsEveryGrantOfAConsumerThatIsRetired() {
        var consumer = consumer(Stage.PRODUCTION);
        var asked = done(ask(consumer, "get_note", Stage.PILOT, 30));
        done(grants.grant(sam, asked.id(), "needed", null));
        done(ask(consumer, "send_note", Stage.PILOT, 30));

        consumers.retire(sam, consumer.id(), "leaked");

        assertThat(grants.of(consumer.id()))
                .extracting(Grant::state)
                .containsExactlyInAnyOrder(Grant.State.REVOKED, Grant.State.REFUSED);
        assertThat(why(ask(consumer, "get_note", Stage.PILOT, 30))).contains("no such consumer");
    }

    @Test
    void refusesAWildcardScopeAndHoldsAWiderOneUntilThereIsAReason() throws Exception {
        var name = name();
        publish(name);
        assertThat(request(name, "google *: everything"))
                .isInstanceOfSatisfying(
                        RequestOutcome.Refused.class,
                        refused ->
                                assertThat(refused.problems().getFirst().message())
                                        .contains("all of them"));

        var taken = (RequestOutcome.Accepted) request(name, "google gmail.modify: sort the inbox");
        var release = taken.release().id();
        rig.settled(release);
        assertThat(rig.approve(release))
                .isInstanceOfSatisfying(
                        DecisionOutcome.Refused.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("gmail.modify", "gmail.readonly"));

        rig.get(Workflow.class)
                .edit(
                        rig.requester(),
                        taken.request().id(),
                        form(name, "google gmail.modify: sort the inbox; because it sets labels"));
        rig.settled(release);
        assertThat(rig.approve(release)).isInstanceOf(DecisionOutcome.Decided.class);

        assertThat(rig.report(release).snapshot().rules())
                .filteredOn(each -> each.id().equals("scopes-of-the-code-are-asked-for"))
                .singleElement()
                .satisfies(each -> assertThat(each.toString()).contains("google drive"));
        assertThat(request(name, "google gmail.modify: sort the inbox; because it sets labels"))
                .isInstanceOf(RequestOutcome.AlreadyApproved.class);
        assertThat(request(name, "google gmail.send: answer the inbox"))
                .as("another scope is another review")
                .isInstanceOf(RequestOutcome.Widened.class);
    }

    private String name() {
        return "granted-" + names.incrementAndGet();
    }

    private Consumer consumer(Stage stage) {
        return consumer(stage, rig.requester());
    }

    private Consumer consumer(Stage stage, Account owner) {
        var form =
                new Consumers.Form(
                        "agent " + names.incrementAndGet(), "Notes", owner.login(), stage, "");
        return ((Deed.Done<Consumer>) consumers.add(rig.requester(), form)).result();
    }

    private Deed<Grant> ask(
            Consumer consumer, String tool, Stage environment, @Nullable Integer days) {
        return grants.ask(rig.requester(), consumer.id(), wish(tool, environment, days));
    }

    private Grants.Wish wish(String tool, Stage environment, @Nullable Integer days) {
        return new Grants.Wish(approved.id(), tool, environment, days, "the notes of a day");
    }

    private Release vet(String name) throws InterruptedException {
        publish(name);
        return rig.vet("npm:" + name + "@1.0.0");
    }

    private void publish(String name) {
        upstream.publish(
                SamplePackage.of(
                        Map.of(
                                "package.json",
                                "{\"name\": \"%s\", \"version\": \"1.0.0\", \"main\": \"index.js\"}"
                                        .formatted(name),
                                "index.js",
                                """
                                const server = require("./server.js");
                                server.scopes = ["https://www.googleapis.com/auth/drive",
                                    "https://www.googleapis.com/auth/gmail.modify"];
                                server.registerTool("get_note", {description: "Reads.", inputSchema: {}}, async () => {});
                                server.registerTool("send_note", {description: "Sends.", inputSchema: {}}, async () => {});
                                server.registerTool("create_user", {description: "Adds.", inputSchema: {}}, async () => {});
                                """,
                                "server.js",
                                "module.exports = {};\n")));
    }

    private RequestOutcome request(String name, String scopes) {
        return rig.get(Workflow.class).request(rig.requester(), form(name, scopes));
    }

    private static RequestForm form(String name, String scopes) {
        Answers answers = SomeAnswers.harmless().with(Questions.OAUTH_SCOPES, Answer.text(scopes));
        return new RequestForm("npm:" + name + "@1.0.0", List.of(), answers);
    }

    private static Grant done(Deed<Grant> deed) {
        return ((Deed.Done<Grant>) deed).result();
    }

    private static String why(Deed<?> deed) {
        return ((Deed.Refused<?>) deed).reason();
    }
}
