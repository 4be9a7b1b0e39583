package dev.assay.inventory.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class TaskStoreTest {

    private static final LocalDate DUE = LocalDate.of(2026, 3, 1);
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");

    @Parameter Database database;
    private TaskStore tasks;
    private CredentialStore credentials;
    private FeedStore feeds;
    private DrillStore drills;
    private Release release;
    private Account sam;

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        var jdbc = database.jdbc();
        tasks = new TaskStore(jdbc, clock);
        credentials = new CredentialStore(jdbc, clock);
        feeds = new FeedStore(jdbc, clock);
        drills = new DrillStore(jdbc);
        release = new ReleaseStore(jdbc, clock).add(Samples.purl());
        sam = new AccountStore(jdbc, clock).add(Samples.name(), "Sam", "", Set.of(Role.SECURITY));
    }

    @Test
    void makesOneTaskForAKeyEverEvenInsideATransactionThatGoesOn() {
        var key = Samples.name();

        database.transactions()
                .executeWithoutResult(
                        status -> {
                            assertThat(tasks.open(task(key, TaskKind.LOOK_INTO))).isTrue();
                            assertThat(tasks.open(task(key, TaskKind.LOOK_INTO))).isFalse();
                            assertThat(tasks.open(task(key + "'", TaskKind.LOOK_INTO))).isTrue();
                        });
        close(tasks.open(release.id()).getFirst(), null);

        assertThat(tasks.open(task(key, TaskKind.LOOK_INTO))).isFalse();
        assertThat(tasks.open(release.id()))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.key()).isEqualTo(key + "'");
                            assertThat(it.due()).isEqualTo(DUE);
                            assertThat(it.isOverdue(DUE)).isFalse();
                            assertThat(it.isOverdue(DUE.plusDays(1))).isTrue();
                        });
    }

    @Test
    void endsATaskOnceAndKeepsHow() {
        tasks.open(task(Samples.name(), TaskKind.POST_REVIEW));
        var task = tasks.open(release.id()).getFirst();
        var closing = new Task.Closing(NOW, sam.id(), "looked", null, "https://wiki.example/1");

        assertThat(tasks.close(task.id(), closing)).isTrue();
        assertThat(tasks.close(task.id(), closing)).isFalse();

        assertThat(tasks.find(task.id()).orElseThrow().closing()).isEqualTo(closing);
        assertThat(tasks.open(release.id())).isEmpty();
        assertThat(tasks.closed(1000)).extracting(Task::id).contains(task.id());
    }

    @Test
    void signsNoDrillOffWithoutItsMilliseconds() {
        tasks.open(task(Samples.name(), TaskKind.DRILL_REVOCATION));
        var task = tasks.open(release.id()).getFirst();
        tasks.begin(task.id());
        assertThat(tasks.find(task.id()).orElseThrow().begunAt()).isNotNull();

        assertThatThrownBy(() -> close(task, null))
                .isInstanceOf(DataIntegrityViolationException.class);
        close(task, 84L);
        assertThat(tasks.find(task.id()).orElseThrow().closing())
                .satisfies(it -> assertThat(it.millis()).isEqualTo(84));
    }

    @Test
    void tellsOfAnOverdueTaskOnce() {
        tasks.open(task(Samples.name(), TaskKind.LOOK_INTO));
        var task = tasks.open(release.id()).getFirst();

        assertThat(tasks.untoldOverdue(DUE)).extracting(Task::id).doesNotContain(task.id());
        assertThat(tasks.untoldOverdue(DUE.plusDays(1))).extracting(Task::id).contains(task.id());
        assertThat(tasks.toldOverdue(task.id())).isTrue();
        assertThat(tasks.toldOverdue(task.id())).isFalse();
        assertThat(tasks.untoldOverdue(DUE.plusDays(1)))
                .extracting(Task::id)
                .doesNotContain(task.id());
    }

    @Test
    void keepsCredentialsUntilTheyAreRetired() {
        var server = release.purl().withVersion(null);
        var credential = credentials.add(server, "API key", Samples.name(), sam.id(), DUE);

        credentials.rotated(credential.id(), DUE.plusDays(3));
        assertThat(credentials.find(credential.id()).orElseThrow().rotatedOn())
                .isEqualTo(DUE.plusDays(3));
        assertThat(credentials.all()).extracting(Credential::id).contains(credential.id());
        credentials.retire(credential.id());
        assertThat(credentials.all()).extracting(Credential::id).doesNotContain(credential.id());
    }

    @Test
    void knowsWhoseCalendarItIsUntilItsAddressEnds() {
        var token = Samples.sha256();
        feeds.add(sam.id(), token);

        assertThat(feeds.owner(token)).contains(sam.id());
        assertThat(feeds.has(sam.id())).isTrue();
        assertThat(feeds.revoke(sam.id())).isEqualTo(1);
        assertThat(feeds.owner(token)).isEmpty();
        assertThat(feeds.has(sam.id())).isFalse();
    }

    @Test
    void keepsDrillsNewestFirstWithAndWithoutAMeasurement() {
        var measured =
                new Drill(Id.random(), release.id(), sam.id(), null, NOW, 12L, 3, "403 revoked");
        var failed =
                new Drill(
                        Id.random(),
                        release.id(),
                        sam.id(),
                        null,
                        NOW.plusSeconds(1),
                        null,
                        0,
                        "x".repeat(2000));
        drills.add(measured);
        drills.add(failed);

        assertThat(drills.latest(1000))
                .filteredOn(each -> each.accountId().equals(sam.id()))
                .satisfiesExactly(
                        it -> {
                            assertThat(it.millis()).isNull();
                            assertThat(it.answer()).hasSize(1000);
                        },
                        it -> assertThat(it).isEqualTo(measured));
    }

    private NewTask task(String key, TaskKind kind) {
        return new NewTask(
                key,
                kind,
                release.purl().toString(),
                release.id(),
                "t".repeat(600),
                DUE,
                Role.SECURITY,
                null);
    }

    private void close(Task task, @Nullable Long millis) {
        tasks.close(task.id(), new Task.Closing(NOW, sam.id(), "done", millis, null));
    }
}
