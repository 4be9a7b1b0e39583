package dev.assay.inventory.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Tier;
import dev.assay.inventory.review.Tiering;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** Whatever changes about a server marks its row, in the same transaction. */
@ParameterizedClass
@EnumSource(Database.class)
class TouchesTest {

    private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

    @Parameter Database database;
    private ServerStore servers;
    private ReleaseStore releases;
    private Release release;

    @BeforeEach
    void open() {
        servers = new ServerStore(database.jdbc(), Database.ticking());
        releases = new ReleaseStore(database.jdbc(), Database.ticking());
        release = releases.add(Samples.purl());
        assertThat(marked()).as("a new release").isTrue();
    }

    @Test
    void aReleaseThatMovesOn() {
        releases.move(
                release.id(), Set.of(ReleaseState.REQUESTED), ReleaseState.VETTING, "its turn");
        assertThat(marked()).isTrue();
        releases.vetted(release.id(), null, Samples.sha256());
        assertThat(marked()).isTrue();
        releases.approved(release.id(), Stage.PILOT, LATER);
        assertThat(marked()).isTrue();
        releases.serve(release.id(), Stage.PILOT, LATER);
        assertThat(marked()).isTrue();
        releases.move(
                release.id(), Set.of(ReleaseState.APPROVED), ReleaseState.VETTING, "not its turn");
        assertThat(marked()).as("nothing moved").isFalse();
    }

    @Test
    void aRequestAndItsReview() {
        var reviews = new ReviewStore(database.jdbc(), Database.ticking());
        var asked = new Asked(Stage.PILOT, List.of("api.example.com"), Answers.NONE);
        var request = reviews.addRequest(release.id(), somebody(), asked);
        assertThat(marked()).isTrue();
        reviews.rewrite(request.id(), asked);
        assertThat(marked()).isTrue();
        var review = reviews.openReview(request, null);
        reviews.show(review.id(), Samples.sha256(), new Tiering(Tier.LOW, List.of("it is small")));
        assertThat(marked()).isTrue();
        reviews.withdraw(request.id());
        assertThat(marked()).isTrue();
    }

    @Test
    void anException() {
        var waivers = new WaiverStore(database.jdbc(), Database.ticking());
        var waiver =
                waivers.ask(
                        release.id(),
                        Waiver.TargetKind.FINDING,
                        "f1",
                        "a title",
                        "digest",
                        "lib/mail.js",
                        somebody(),
                        "why",
                        "how",
                        30);
        assertThat(marked()).isTrue();
        waivers.decide(
                waiver.id(),
                Waiver.State.ASKED,
                Waiver.State.GRANTED,
                somebody(),
                "because",
                LATER);
        assertThat(marked()).isTrue();
        waivers.expire(waiver.id());
        assertThat(marked()).isTrue();
        var glass = new BreakGlassStore(database.jdbc(), Database.ticking());
        var open = glass.open(release, somebody(), "at night", Stage.PRODUCTION, LATER);
        assertThat(marked()).isTrue();
        glass.end(open.id());
        assertThat(marked()).isTrue();
    }

    @Test
    void aTaskAboutARelease() {
        var tasks = new TaskStore(database.jdbc(), Database.ticking());
        var key = Samples.name();
        tasks.open(
                new NewTask(
                        key,
                        TaskKind.LOOK_INTO,
                        "it",
                        release.id(),
                        "Look into it",
                        LocalDate.parse("2026-05-01"),
                        Role.SECURITY,
                        null));
        assertThat(marked()).isTrue();
        var task = tasks.open(release.id()).getFirst();
        tasks.close(task.id(), new Task.Closing(LATER, null, "done", null, null));
        assertThat(marked()).isTrue();
    }

    @Test
    void whatIsRolledBackMarksNothing() {
        database.transactions()
                .executeWithoutResult(
                        status -> {
                            releases.serve(release.id(), Stage.PILOT, LATER);
                            status.setRollbackOnly();
                        });
        assertThat(marked()).isFalse();
    }

    /** Whether there is a mark; takes it away. */
    private boolean marked() {
        var marks = servers.touched(100_000).get(release.purl().withVersion(null));
        if (marks != null) {
            servers.forget(marks);
        }
        return marks != null;
    }

    private Id somebody() {
        var login = Samples.name();
        return new AccountStore(database.jdbc(), Database.ticking())
                .add(login, login, "hash", Set.of(Role.SECURITY))
                .id();
    }
}
