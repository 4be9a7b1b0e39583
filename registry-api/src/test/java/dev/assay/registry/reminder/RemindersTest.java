package dev.assay.registry.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.consumer.ConsumerStore;
import dev.assay.inventory.consumer.Grant;
import dev.assay.inventory.consumer.GrantStore;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.record.Field;
import dev.assay.inventory.record.StatedValueStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.TierChange;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.server.ServerStore;
import dev.assay.inventory.server.Servers;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Migrations;
import dev.assay.inventory.task.CredentialStore;
import dev.assay.inventory.task.FeedStore;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.gate.SettableClock;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

class RemindersTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private final SettableClock clock = new SettableClock(NOW);
    private static final Sha256 SNAPSHOT = Sha256.of(new byte[] {1});

    private JdbcClient jdbc;
    private AccountStore accounts;
    private TaskStore tasks;
    private CredentialStore credentialStore;
    private ReleaseStore releases;
    private AuditTrail audit;
    private ConsumerStore consumers;
    private GrantStore grants;
    private Reminders reminders;
    private TaskDesk desk;
    private Credentials credentials;
    private Feeds feeds;
    private Account rita;
    private Account sam;

    @BeforeEach
    void start() {
        var source =
                new DriverManagerDataSource(
                        "jdbc:h2:mem:" + Id.random() + ";DB_CLOSE_DELAY=-1", "assay", "");
        Migrations.apply(source);
        jdbc = JdbcClient.create(source);
        accounts = new AccountStore(jdbc, clock);
        tasks = new TaskStore(jdbc, clock);
        credentialStore = new CredentialStore(jdbc, clock);
        releases = new ReleaseStore(jdbc, clock);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        audit = new AuditTrail(jdbc, transactions, clock);
        var reviews = new ReviewStore(jdbc, clock);
        consumers = new ConsumerStore(jdbc, clock);
        grants = new GrantStore(jdbc, clock);
        var feedStore = new FeedStore(jdbc, clock);
        var deeds = new Deeds(transactions, event -> {}, () -> {});
        reminders =
                new Reminders(
                        tasks,
                        credentialStore,
                        releases,
                        reviews,
                        audit,
                        deeds,
                        each -> each.name().equals("risky"),
                        new PostReviews(tasks, releases, new BreakGlassStore(jdbc, clock), clock),
                        new GrantReminders(
                                grants,
                                consumers,
                                tasks,
                                audit,
                                deeds,
                                new ReminderSettings(Duration.ofMinutes(10), 30, 14)),
                        new UnusedReminders(new FetchCountStore(jdbc), tasks, audit, deeds),
                        new ReminderSettings(Duration.ofMinutes(10), 30, 14),
                        clock);
        desk =
                new TaskDesk(
                        tasks,
                        credentialStore,
                        audit,
                        (actor, glass, text) -> new Deed.Refused<>("no glass was broken"),
                        deeds,
                        clock);
        credentials =
                new Credentials(
                        credentialStore,
                        tasks,
                        feedStore,
                        accounts,
                        releases,
                        reviews,
                        new StatedValueStore(jdbc, clock),
                        audit,
                        deeds,
                        clock);
        feeds = new Feeds(feedStore, accounts, tasks, audit, deeds, null, clock);
        rita = accounts.add("rita", "Rita", "none", Set.of(Role.REQUESTER));
        sam = accounts.add("sam", "Sam", "none", Set.of(Role.SECURITY));
    }

    @Test
    void countsTheDaysAsTheHouseDoes() {
        assertThat(DueDays.quarterlyAfter(LocalDate.of(2026, 11, 21))).isEqualTo("2027-01-01");
        assertThat(DueDays.quarterlyAfter(LocalDate.of(2027, 1, 1))).isEqualTo("2027-04-01");
        assertThat(DueDays.quarterlyAfter(LocalDate.of(2026, 6, 30))).isEqualTo("2026-07-01");
        assertThat(DueDays.monthlyAfter(LocalDate.of(2026, 12, 31))).isEqualTo("2027-01-01");
        assertThat(DueDays.fortnightOf(LocalDate.of(2026, 1, 18))).isEqualTo("2026-01-05");
        assertThat(DueDays.fortnightOf(LocalDate.of(2026, 1, 19))).isEqualTo("2026-01-19");
        assertThat(DueDays.drillDay(TODAY, false)).isEqualTo("2026-12-31");
        assertThat(DueDays.drillDay(LocalDate.of(2027, 2, 1), true)).isEqualTo("2027-06-30");
        assertThat(DueDays.drillDay(LocalDate.of(2027, 2, 1), false)).isEqualTo("2027-12-31");
    }

    @Test
    void remindsOfAnApprovalBeforeItsEndOnceAndForgetsItWhenItIsRenewed() {
        var release = approved("aging", NOW.plus(Duration.ofDays(29)));

        reminders.run();
        reminders.run();

        assertThat(kinds()).containsExactlyInAnyOrder(TaskKind.RECERTIFY, TaskKind.REVIEW_LOG);
        var task = open(TaskKind.RECERTIFY);
        assertThat(task.due()).isEqualTo("2026-12-20");
        assertThat(told("release.expires-soon", release)).hasSize(1);
        assertThat(told("release.expires-soon", release).getFirst().detail())
                .endsWith("within 30 days");

        clock.advance(Duration.ofDays(25));
        reminders.run();
        reminders.run();
        assertThat(told("release.expires-soon", release)).hasSize(2);

        releases.approved(release, Stage.PRODUCTION, NOW.plus(Duration.ofDays(365)));
        reminders.run();
        assertThat(kinds()).doesNotContain(TaskKind.RECERTIFY);
        assertThat(tasks.find(task.id()).orElseThrow().closing())
                .satisfies(it -> assertThat(it.by()).isNull());
    }

    @Test
    void tellsOfWhatIsOverdueOnceAndCountsItForWhomItConcerns() {
        approved("aging", NOW.plus(Duration.ofDays(300)));
        reminders.run();
        var task = open(TaskKind.REVIEW_LOG);
        assertThat(task.due()).isEqualTo("2026-11-22");
        assertThat(desk.overdue(sam)).isZero();

        clock.advance(Duration.ofDays(2));
        reminders.run();
        reminders.run();

        assertThat(desk.overdue(sam)).isEqualTo(1);
        assertThat(desk.overdue(rita)).isZero();
        assertThat(audit.of(task.subject()))
                .extracting(AuditEvent::action)
                .containsOnlyOnce("task.overdue");
        assertThat(desk.sign(rita, task.id(), new SignOff("looked", null, null)))
                .isInstanceOf(TaskOutcome.Refused.class);
        assertThat(desk.sign(sam, task.id(), new SignOff("  ", null, null)))
                .isInstanceOf(TaskOutcome.Refused.class);
        assertThat(
                        desk.sign(
                                sam,
                                task.id(),
                                new SignOff(
                                        "two odd fetches, explained",
                                        null,
                                        "https://wiki.example/1")))
                .isInstanceOf(TaskOutcome.Done.class);
        assertThat(desk.overdue(sam)).isZero();
        assertThat(desk.sign(sam, task.id(), new SignOff("again", null, null)))
                .isInstanceOf(TaskOutcome.Refused.class);
    }

    @Test
    void measuresADrillAndTakesNoSignOffWithoutItsSeconds() {
        clock.advance(Duration.ofDays(20));
        approved("aging", NOW.plus(Duration.ofDays(300)));
        reminders.run();
        var drill = open(TaskKind.DRILL_REVOCATION);

        assertThat(desk.sign(sam, drill.id(), new SignOff("went well", null, null)))
                .isInstanceOf(TaskOutcome.Refused.class);
        desk.begin(sam, drill.id());
        clock.advance(Duration.ofMillis(8400));
        var done =
                (TaskOutcome.Done) desk.sign(sam, drill.id(), new SignOff("went well", null, null));

        assertThat(done.task().closing().millis()).isEqualTo(8400);
    }

    @Test
    void hasCredentialsRotatedByQuarterAndMonthlyWhereMuchIsAtStake() {
        approved("aging", NOW.plus(Duration.ofDays(300)));
        approved("risky", NOW.plus(Duration.ofDays(300)));
        add("npm:aging", "vault: aging/key");
        add("npm:risky", "vault: risky/key");

        reminders.run();
        assertThat(kinds()).containsOnlyOnce(TaskKind.ROTATE_CREDENTIAL);
        var rotation = open(TaskKind.ROTATE_CREDENTIAL);
        assertThat(rotation.title()).contains("risky/key");
        assertThat(rotation.due()).isEqualTo("2026-12-01");

        clock.advance(Duration.ofDays(3));
        assertThat(desk.sign(rita, rotation.id(), new SignOff("made anew", null, null)))
                .isInstanceOf(TaskOutcome.Done.class);
        assertThat(credentialStore.all())
                .filteredOn(each -> each.packagePurl().name().equals("risky"))
                .singleElement()
                .satisfies(it -> assertThat(it.rotatedOn()).isEqualTo("2026-11-24"));
        reminders.run();
        assertThat(kinds()).doesNotContain(TaskKind.ROTATE_CREDENTIAL);
    }

    @Test
    void takesThePlaceOfASecretAndNeverTheSecret() {
        approved("aging", NOW.plus(Duration.ofDays(300)));
        for (var secret :
                List.of(
                        "ghp_" + "0123456789abcdefghijklmnopqrstuvwxyz",
                        "vault: sk-" + "abcdef0123456789",
                        "Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZkdISUpL")) {
            assertThat(credentials.add(rita, "npm:aging", "API key", secret, TODAY))
                    .as(secret)
                    .isInstanceOf(TaskOutcome.Refused.class);
        }
        assertThat(credentials.of(sam)).isEmpty();
        assertThat(credentials.add(rita, "npm:other", "API key", "vault: a/b", TODAY))
                .isInstanceOf(TaskOutcome.Refused.class);
    }

    @Test
    void hasEverythingRotatedOnTheDayOnWhichSomebodyLeaves() {
        approved("aging", NOW.plus(Duration.ofDays(300)));
        approved("risky", NOW.plus(Duration.ofDays(300)));
        add("npm:aging", "vault: aging/key");
        var token = feeds.renew(rita);
        assertThat(feeds.calendar(token)).isPresent();

        var noted = (TaskOutcome.Noted) credentials.leaving(sam, "rita", "her laptop is lost");

        assertThat(noted.text()).startsWith("2 rotations");
        assertThat(tasks.open())
                .allSatisfy(task -> assertThat(task.due()).isEqualTo(TODAY))
                .extracting(Task::title)
                .anyMatch(it -> it.contains("aging/key"))
                .anyMatch(it -> it.contains("risky; no credential"));
        assertThat(feeds.calendar(token)).isEmpty();
        assertThat(((TaskOutcome.Noted) credentials.leaving(sam, "rita", "again")).text())
                .doesNotStartWith("2");
    }

    @Test
    void hasWhatATeamSharesRotatedOnceOneOfThemLeaves() {
        approved("shared", NOW.plus(Duration.ofDays(300)));
        add("npm:shared", "vault: shared/key");
        var key = credentialStore.all().getFirst().place();
        accounts.add("tom", "Tom", "none", Set.of(Role.REQUESTER));
        assertThat(((TaskOutcome.Noted) credentials.leaving(sam, "tom", "leaves")).text())
                .contains("no server that is in use");

        new ServerStore(jdbc, clock).hold(Purl.npm("shared", null));
        new StatedValueStore(jdbc, clock)
                .state(
                        Servers.id(Purl.npm("shared", null)),
                        Field.CREDENTIAL_HOLDERS,
                        key,
                        List.of("rita", "tom"),
                        rita.id(),
                        "they share it");

        assertThat(((TaskOutcome.Noted) credentials.leaving(sam, "tom", "leaves")).text())
                .startsWith("1 rotation");
        assertThat(tasks.open())
                .singleElement()
                .satisfies(task -> assertThat(task.due()).isEqualTo(TODAY))
                .satisfies(task -> assertThat(task.title()).contains("shared/key", "Tom"));
    }

    @Test
    void remindsTheOwnerOfAGrantThatEndsAndForgetsItOnceThatIsRevoked() {
        var release = releases.add(Purl.npm("mail", "1.0.0"));
        new ToolStore(jdbc, clock)
                .put(
                        new ToolEntry(
                                Id.random(),
                                release.id(),
                                "send_mail",
                                Sha256.of(new byte[] {1}),
                                "{}",
                                ToolClass.WRITE,
                                ToolClass.WRITE,
                                false,
                                new ToolTerms(
                                        List.of(),
                                        "",
                                        List.of(),
                                        ApprovalMode.CONFIRM,
                                        new RateLimit(1, 60)),
                                null,
                                null,
                                null,
                                null,
                                null));
        var consumer = consumers.add("Agent", "mails", rita.id(), Stage.PILOT, "", rita.id());
        var grant =
                grants.ask(
                        new GrantStore.Wish(
                                consumer,
                                release.id(),
                                release.purl(),
                                "send_mail",
                                ToolClass.WRITE,
                                Stage.PILOT,
                                rita.id(),
                                "mails",
                                60,
                                false));
        grants.grant(grant.id(), sam.id(), 60);

        reminders.run();
        assertThat(tasks.open()).noneMatch(each -> each.kind() == TaskKind.RENEW_GRANT);

        clock.advance(Duration.ofDays(41));
        reminders.run();
        reminders.run();
        var task =
                tasks.open().stream()
                        .filter(each -> each.kind() == TaskKind.RENEW_GRANT)
                        .findFirst()
                        .orElseThrow();
        assertThat(task.title()).contains("send_mail of mail for Agent in pilot");
        assertThat(task.due()).isEqualTo(TODAY.plusDays(60));
        assertThat(TaskDesk.concerns(rita, task)).isTrue();

        grants.end(grant.id(), Grant.State.REVOKED, sam.id(), "not used");
        reminders.run();
        assertThat(tasks.open()).noneMatch(each -> each.kind() == TaskKind.RENEW_GRANT);
    }

    @Test
    void writesACalendarThatFoldsEscapesAndEndsWithItsAddress() {
        approved("aging", NOW.plus(Duration.ofDays(300)));
        add("npm:aging", "vault: äöü, mail; \\ key " + "long ".repeat(30));
        credentials.leaving(sam, "rita", "gone");
        var token = feeds.renew(sam);

        var calendar = feeds.calendar(token).orElseThrow();

        assertThat(calendar)
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .endsWith("END:VCALENDAR\r\n");
        for (var line : calendar.split("\r\n")) {
            assertThat(line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(75);
        }
        var parsed = Biweekly.parse(calendar).first();
        assertThat(parsed.validate(ICalVersion.V2_0).isEmpty()).isTrue();
        assertThat(parsed.getEvents())
                .extracting(event -> event.getSummary().getValue())
                .containsExactlyInAnyOrderElementsOf(
                        tasks.open().stream().map(Task::title).toList());
        var unfolded = calendar.replace("\r\n ", "");
        assertThat(unfolded)
                .contains("vault: äöü\\, mail\\; \\\\ key long")
                .contains("DTSTART;VALUE=DATE:20261121\r\n")
                .contains("UID:" + tasks.open().getFirst().id() + "@assay\r\n");
        assertThat(feeds.calendar(token)).contains(calendar);
        feeds.revoke(sam);
        assertThat(feeds.calendar(token)).isEmpty();
        assertThat(feeds.calendar("x")).isEmpty();
    }

    @Test
    void looksAfterAServerAsOftenAsTheTierOfItsApprovedReviewAsks() {
        var reviews = new ReviewStore(jdbc, clock);
        var risk = new TieredRisk(releases, reviews);
        var release = approved("tiered", NOW.plus(Duration.ofDays(90)));
        var server = Purl.npm("tiered", null);
        assertThat(risk.is(server)).as("nobody reviewed it").isFalse();

        var review = reviews.openReview(reviews.requests(release).getFirst(), null);
        reviews.show(review.id(), SNAPSHOT, new Tiering(Tier.HIGH, List.of("it sees health data")));
        assertThat(risk.is(server)).as("its review is open").isFalse();
        reviews.close(review.id(), Review.State.APPROVED);
        assertThat(risk.is(server)).isTrue();
        assertThat(risk.is(Purl.npm("other", null))).isFalse();

        clock.advance(Duration.ofSeconds(1));
        reviews.changeTier(
                new TierChange(
                        Id.random(),
                        review.id(),
                        Tier.HIGH,
                        Tier.LOW,
                        sam.id(),
                        "the data is made up",
                        clock.instant()));
        assertThat(risk.is(server)).as("as a reviewer set it").isFalse();
    }

    private Id approved(String name, Instant until) {
        var release = releases.add(Purl.npm(name, "1.0.0"));
        releases.move(
                release.id(), Set.of(ReleaseState.REQUESTED), ReleaseState.APPROVED, "approved");
        releases.approved(release.id(), Stage.PRODUCTION, until);
        jdbc.sql(
                        """
                        INSERT INTO access_request (id, release_id, requester_id, purpose, owner, domains, created_at)
                        VALUES (:id, :release, :requester, 'tests', 'Team', '', CURRENT_TIMESTAMP)
                        """)
                .param("id", Id.random().value())
                .param("release", release.id().value())
                .param("requester", rita.id().value())
                .update();
        return release.id();
    }

    private void add(String server, String place) {
        assertThat(credentials.add(rita, server, "API key", place, TODAY))
                .isInstanceOf(TaskOutcome.Noted.class);
    }

    private List<TaskKind> kinds() {
        return tasks.open().stream().map(Task::kind).toList();
    }

    private Task open(TaskKind kind) {
        return tasks.open().stream().filter(it -> it.kind() == kind).findFirst().orElseThrow();
    }

    private List<AuditEvent> told(String action, Id release) {
        var purl = releases.find(release).orElseThrow().purl().toString();
        return audit.of(purl).stream().filter(it -> it.action().equals(action)).toList();
    }
}
