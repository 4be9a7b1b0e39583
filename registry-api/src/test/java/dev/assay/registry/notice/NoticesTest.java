package dev.assay.registry.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.notice.Delivery;
import dev.assay.inventory.notice.Notice;
import dev.assay.inventory.notice.NoticeEvent;
import dev.assay.inventory.notice.NoticeStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Migrations;
import dev.assay.registry.gate.SettableClock;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.artifact.UpstreamClient;
import dev.assay.scanners.artifact.UpstreamSettings;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

class NoticesTest {

    private static final String SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String SUBJECT = "pkg:npm/aging@1.0.0";

    private record Received(Map<String, List<String>> headers, String body) {}

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final ConcurrentLinkedQueue<Received> received = new ConcurrentLinkedQueue<>();
    private HttpServer hooks;
    private volatile int status = 204;
    private JdbcClient jdbc;
    private TransactionTemplate transactions;
    private NoticeStore notices;
    private AuditTrail audit;
    private UpstreamClient client;

    @BeforeEach
    void start() throws IOException {
        var source =
                new DriverManagerDataSource(
                        "jdbc:h2:mem:" + Id.random() + ";DB_CLOSE_DELAY=-1", "assay", "");
        Migrations.apply(source);
        jdbc = JdbcClient.create(source);
        transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        notices = new NoticeStore(jdbc, clock);
        audit = new AuditTrail(jdbc, transactions, clock, new NoticeRules(notices, jdbc));
        client = new UpstreamClient("notices", UpstreamSettings.DEFAULT);
        hooks = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hooks.createContext(
                "/",
                exchange -> {
                    var body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    received.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        hooks.start();
    }

    @AfterEach
    void stop() {
        hooks.stop(0);
        client.close();
    }

    @Test
    void signsAsStandardWebhooksDoes() {
        // The example of its specification's reference libraries.
        assertThat(
                        Signature.of(
                                SECRET,
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                Instant.ofEpochSecond(1614265330),
                                "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThatThrownBy(() -> Signature.key("whsec_short"))
                .hasMessageNotContaining("short")
                .hasMessageContaining("openssl");
    }

    @Test
    void tellsOnlyWhatWasCommitted() {
        transactions.executeWithoutResult(
                running -> {
                    audit.append("assay", "release.vetted", SUBJECT, "verdict block");
                    running.setRollbackOnly();
                });
        assertThat(notices.unspread(10)).isEmpty();

        audit.append("assay", "release.found-upstream", SUBJECT, "newer");
        transactions.executeWithoutResult(
                running -> {
                    audit.append("assay", "release.vetted", SUBJECT, "verdict block");
                    audit.append("sam", "release.approved", SUBJECT, "looked at it");
                    audit.append("rita", "release.requested", SUBJECT, "for a team");
                });
        assertThat(notices.unspread(10))
                .extracting(Notice::event)
                .containsExactlyInAnyOrder(NoticeEvent.NEW_VERSION_WAITING, NoticeEvent.DECIDED);
    }

    @Test
    void triesAgainLaterAndGivesUpWhereAnAdministratorSeesIt() throws Exception {
        var dispatch =
                dispatch(
                        HookSender.webhooks(
                                List.of(new NoticeSettings.Webhook("ops", url("/hook"), SECRET)),
                                client,
                                clock));
        audit.append("assay", "release.vetted", SUBJECT, "verdict block");
        status = 503;

        dispatch.run();
        dispatch.run();
        assertThat(received).hasSize(1);
        clock.advance(Duration.ofMinutes(1));
        dispatch.run();
        clock.advance(Duration.ofMinutes(10));
        dispatch.run();
        clock.advance(Duration.ofDays(1));
        dispatch.run();

        assertThat(received).hasSize(3);
        var dead = notices.latest(10).getFirst();
        assertThat(dead.state()).isEqualTo(Delivery.State.DEAD);
        assertThat(dead.problem()).isEqualTo("it answered 503");
        assertThat(received.stream().map(each -> each.headers().get("Webhook-id")).distinct())
                .hasSize(1);

        status = 200;
        assertThat(notices.revive(dead.id())).isTrue();
        dispatch.run();
        assertThat(notices.latest(10).getFirst().state()).isEqualTo(Delivery.State.DELIVERED);
        var last = List.copyOf(received).getLast();
        var at = Long.parseLong(last.headers().get("Webhook-timestamp").getFirst());
        assertThat(last.headers().get("Webhook-signature"))
                .containsExactly(
                        Signature.of(
                                SECRET,
                                last.headers().get("Webhook-id").getFirst(),
                                Instant.ofEpochSecond(at),
                                last.body()));
    }

    @Test
    void followsNoRedirectOfAHook() throws Exception {
        status = 302;
        var dispatch =
                dispatch(
                        HookSender.plain(
                                "slack",
                                List.of(new NoticeSettings.Hook("chat", url("/secret-path"))),
                                Payloads::slack,
                                client,
                                clock));
        audit.append("assay", "release.gone-upstream", SUBJECT, "withdrawn");

        dispatch.run();

        assertThat(received).hasSize(1);
        assertThat(notices.latest(1).getFirst().problem()).doesNotContain("secret-path");
    }

    @Test
    void sendsMailToTheHouseAndToReviewersWhoseLoginIsAnAddress() throws Exception {
        var accounts = new AccountStore(jdbc, clock);
        accounts.add("sam@example.com", "Sam", "none", Set.of(Role.SECURITY));
        accounts.add("rita@example.com", "Rita", "none", Set.of(Role.REQUESTER));
        var smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        try {
            var dispatch =
                    dispatch(
                            new MailNotices(
                                    new NoticeSettings.Mail(
                                            "127.0.0.1",
                                            smtp.getSmtp().getPort(),
                                            null,
                                            null,
                                            "assay@example.com",
                                            List.of("security@example.com"),
                                            false),
                                    accounts,
                                    new ReleaseStore(jdbc, clock),
                                    new ReviewStore(jdbc, clock)));
            audit.append(
                    "assay",
                    "task.overdue",
                    "the gate\r\nBcc: everybody@example.com",
                    "Überprüfe das Protokoll");

            dispatch.run();

            assertThat(notices.latest(5))
                    .allSatisfy(
                            each ->
                                    assertThat(each.state())
                                            .as(String.valueOf(each.problem()))
                                            .isEqualTo(Delivery.State.DELIVERED));
            assertThat(smtp.getReceivedMessages()).hasSize(2);
            for (var mail : smtp.getReceivedMessages()) {
                assertThat(mail.getSubject())
                        .isEqualTo("[Assay] Overdue: the gate Bcc: everybody@example.com");
                assertThat(mail.getHeader("Bcc")).isNull();
                assertThat(mail.getContent().toString()).contains("Überprüfe das Protokoll");
            }
        } finally {
            smtp.stop();
        }
    }

    @Test
    void writesWhatChatsTake() throws Exception {
        var notice =
                new Notice(
                        new Id("0".repeat(32)),
                        NoticeEvent.NEW_VERSION_WAITING,
                        "pkg:npm/assay-sample-mail@1.0.16",
                        "verdict block; <!channel> *not* [markup](https://x.example)",
                        Instant.parse("2026-11-21T10:00:00Z"));
        var message = Message.of(notice, URI.create("https://assay.example/releases/0"));

        assertThat(Payloads.webhook(message)).isEqualTo(golden("webhook.json"));
        assertThat(Payloads.slack(message)).isEqualTo(golden("slack.json"));
        assertThat(Payloads.teams(message)).isEqualTo(golden("teams.json"));
    }

    private static String golden(String name) throws IOException {
        try (var in = NoticesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + hooks.getAddress().getPort() + path);
    }

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private Dispatch dispatch(Sender sender) {
        return new Dispatch(
                notices,
                new ReleaseStore(jdbc, clock),
                List.of(sender),
                List.of(Duration.ofSeconds(30), Duration.ofMinutes(2)),
                null,
                new Deeds(transactions, event -> {}, () -> {}),
                clock,
                meters);
    }
}
