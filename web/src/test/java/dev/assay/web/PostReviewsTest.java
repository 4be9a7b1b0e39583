package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.BreakGlassStore;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.reminder.SignOff;
import dev.assay.registry.reminder.TaskDesk;
import dev.assay.registry.reminder.TaskOutcome;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Emergencies;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** The look that is owed after a break-glass is a task like any other. */
@RunningAssay
class PostReviewsTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired Emergencies emergencies;
    @Autowired BreakGlassStore glasses;
    @Autowired TaskStore tasks;
    @Autowired TaskDesk desk;
    private Account sam;
    private Account sid;
    private Release release;
    private BreakGlass glass;
    private Task task;

    @BeforeEach
    void brokenGlass() throws Exception {
        sam = installation.account(Role.SECURITY);
        sid = installation.account(Role.SECURITY);
        var requester = installation.account(Role.REQUESTER);
        release =
                installation.release(
                        installation.inReview(
                                installation.somePackage(), requester, List.of(), List.of()));
        assertThat(emergencies.open(sam, release.id(), Stage.PILOT, 2, "mail is down"))
                .isInstanceOf(DecisionOutcome.Decided.class);
        glass = glasses.running(release.id()).orElseThrow();
        task = tasks.open(release.id()).getFirst();
    }

    @Test
    void isOwedFromTheMomentTheGlassIsBroken() throws Exception {
        assertThat(task.kind()).isEqualTo(TaskKind.POST_REVIEW);
        assertThat(task.due()).isEqualTo(LocalDate.ofInstant(glass.expiresAt(), ZoneOffset.UTC));
        assertThat(
                        mvc.perform(get("/tasks").with(installation.as(sid)))
                                .andReturn()
                                .getResponse()
                                .getContentAsString())
                .contains("Look at the break-glass of " + release.purl().packageName());
    }

    @Test
    void isSignedOffBySomebodyElseAndClosesTheGlass() {
        assertThat(desk.sign(sam, task.id(), new SignOff("I was right", null, null)))
                .isInstanceOfSatisfying(
                        TaskOutcome.Refused.class,
                        it -> assertThat(it.reason()).contains("somebody else"));
        assertThat(tasks.find(task.id()).orElseThrow().isOpen()).isTrue();

        assertThat(desk.sign(sid, task.id(), new SignOff("it was needed", null, null)))
                .isInstanceOf(TaskOutcome.Done.class);

        assertThat(glasses.find(glass.id()).orElseThrow().postReview()).isEqualTo("it was needed");
        assertEnded("it was needed");
    }

    @Test
    void endsWithAPostReviewThatIsWrittenElsewhere() {
        emergencies.close(sid, glass.id(), "written on the page of exceptions");

        assertEnded("written on the page of exceptions");
    }

    private void assertEnded(String note) {
        assertThat(tasks.find(task.id()).orElseThrow().closing())
                .satisfies(
                        it -> {
                            assertThat(it.by()).isEqualTo(sid.id());
                            assertThat(it.note()).isEqualTo(note);
                        });
    }
}
