package dev.assay.registry.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetch.FetchCountStore;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Migrations;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.gate.SettableClock;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Who is asked about what nobody fetches. */
class UnusedRemindersTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private ReleaseStore releases;
    private FetchCountStore fetches;
    private TaskStore tasks;
    private UnusedReminders reminders;

    @BeforeEach
    void start() {
        var source =
                new DriverManagerDataSource(
                        "jdbc:h2:mem:" + Id.random() + ";DB_CLOSE_DELAY=-1", "assay", "");
        Migrations.apply(source);
        var jdbc = JdbcClient.create(source);
        var transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        releases = new ReleaseStore(jdbc, clock);
        fetches = new FetchCountStore(jdbc);
        tasks = new TaskStore(jdbc, clock);
        reminders =
                new UnusedReminders(
                        fetches,
                        tasks,
                        new AuditTrail(jdbc, transactions, clock),
                        new Deeds(transactions, event -> {}, () -> {}));
    }

    @Test
    void asksOnceAQuarterAboutWhatNobodyFetchedForNinetyDays() {
        var release = releases.add(Purl.npm("idle", "1.0.0"));
        releases.move(
                release.id(), Set.of(ReleaseState.REQUESTED), ReleaseState.APPROVED, "approved");
        releases.approved(release.id(), Stage.PRODUCTION, Instant.parse("2040-01-01T00:00:00Z"));
        run();
        clock.advance(Duration.ofDays(89));
        run();
        assertThat(tasks.open()).as("approved not long ago").isEmpty();

        clock.advance(Duration.ofDays(3));
        run();
        run();
        assertThat(tasks.open())
                .extracting(Task::title)
                .containsExactly(
                        "Nobody fetched idle 1.0.0 for 90 days: revoke it, or say who needs it");

        fetched(release.id(), FetchCount.Outcome.REFUSED);
        run();
        assertThat(tasks.open()).as("a refusal is no use").hasSize(1);

        fetched(release.id(), FetchCount.Outcome.SERVED);
        run();
        assertThat(tasks.open()).as("somebody fetched it").isEmpty();

        clock.advance(Duration.ofDays(92));
        run();
        assertThat(tasks.open()).as("in another quarter").hasSize(1);
    }

    private void fetched(Id release, FetchCount.Outcome outcome) {
        var now = clock.instant();
        fetches.add(
                new FetchCount(
                        release,
                        LocalDate.ofInstant(now, ZoneOffset.UTC),
                        "somebody",
                        Stage.PRODUCTION,
                        outcome,
                        1,
                        now));
    }

    private void run() {
        reminders.run(releases.inStates(List.of(ReleaseState.APPROVED)), clock.instant());
    }
}
