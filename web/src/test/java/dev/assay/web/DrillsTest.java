package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.task.Drill;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.registry.drill.DrillOutcome;
import dev.assay.registry.drill.Drills;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import java.time.LocalDate;
import java.util.List;

@RunningAssay
class DrillsTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired Drills drills;
    @Autowired TaskStore tasks;
    @Autowired ReleaseStore releases;
    @Autowired AuditTrail audit;

    @Test
    void measuresTheRealGateAndSignsOffWhatIsOwed() throws Exception {
        var security = installation.account(Role.SECURITY);
        var approved = releases.inStates(List.of(ReleaseState.APPROVED));
        tasks.open(
                new NewTask(
                        "drill:test",
                        TaskKind.DRILL_REVOCATION,
                        "the gate",
                        null,
                        "Rehearse it",
                        LocalDate.now().plusDays(9),
                        Role.SECURITY,
                        null));
        assertThat(page(security)).contains("Rehearse it", "None was held yet");

        var told = answer(security, post("/drills").param("note", "Ops was called."));
        assertThat(told.getRedirectedUrl()).isEqualTo("/drills");

        var drill = drills.latest(1).getFirst();
        System.out.println("revocation drill: " + Drills.words(drill));
        assertThat(drill.millis()).isNotNull().isBetween(0L, 10_000L);
        assertThat(drill.asked()).isPositive();
        assertThat(drill.answer()).startsWith("403 ").contains("was revoked");
        var release = releases.find(drill.releaseId()).orElseThrow();
        assertThat(release.purl().withVersion(null)).isEqualTo(Drill.PACKAGE);
        assertThat(release.state()).isEqualTo(ReleaseState.REVOKED);
        assertThat(releases.inStates(List.of(ReleaseState.APPROVED))).isEqualTo(approved);
        assertThat(audit.of(release.purl().toString()))
                .extracting(AuditEvent::action)
                .containsExactly("drill.begun", "release.revoked", "drill.held");

        assertThat(answer(security, get("/inventory?q=probe")).getContentAsString())
                .doesNotContain(Drill.PACKAGE.packageName());

        var task = tasks.find(drill.taskId()).orElseThrow();
        assertThat(task.closing())
                .satisfies(
                        it -> {
                            assertThat(it.millis()).isEqualTo(drill.millis());
                            assertThat(it.note())
                                    .contains(drill.millis() + " ms", "Ops was called.");
                        });
        assertThat(page(security)).contains("No drill is owed", drill.millis() + " ms");
        assertThat(page(installation.account(Role.AUDITOR))).doesNotContain("Hold a drill now");
    }

    @Test
    void isForSecurityAlone() throws Exception {
        assertThat(drills.hold(installation.account(Role.DATA_PROTECTION), ""))
                .isInstanceOf(DrillOutcome.Refused.class);
        assertThat(answer(installation.account(Role.AUDITOR), post("/drills")).getStatus())
                .isEqualTo(403);
    }

    private String page(Account account) throws Exception {
        return answer(account, get("/drills")).getContentAsString();
    }

    private MockHttpServletResponse answer(Account account, MockHttpServletRequestBuilder request)
            throws Exception {
        return mvc.perform(request.with(csrf()).with(installation.as(account)))
                .andReturn()
                .getResponse();
    }
}
