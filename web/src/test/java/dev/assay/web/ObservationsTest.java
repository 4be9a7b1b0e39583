package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskStore;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** What gateways and collectors of events tell of a server. */
@RunningAssay
class ObservationsTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired TaskStore tasks;
    @Autowired AuditTrail audit;

    @Test
    void areOnTheServersTrailAndSomebodysTaskAndChangeNothingElse() throws Exception {
        var purl = installation.somePackage();
        var requester = installation.account(Role.REQUESTER);
        installation.inReview(purl, requester, List.of(), List.of());
        var before = releases.find(purl).orElseThrow();
        var gateway = installation.account(Role.CI);

        var told =
                tell(gateway, purl.toString(), "high", "calls in\u001b[2J a scope\nnobody expects");
        tell(gateway, purl.toString(), "high", "calls in\u001b[2J a scope\nnobody expects");
        tell(gateway, purl.toString(), "low", "slow");

        assertThat(told.getStatus()).as(told.getContentAsString()).isEqualTo(201);
        assertThat(tasks.openAbout(purl.withVersion(null)))
                .extracting(Task::title)
                .containsExactly(
                        "Look into what gateway-1 saw (high): calls in [2J a scope nobody expects");
        assertThat(audit.of(purl.toString()))
                .extracting(each -> each.action())
                .contains("server.observed-serious", "server.observed");
        assertThat(releases.find(purl).orElseThrow().state()).isEqualTo(before.state());
    }

    @Test
    void areOfServersThatAreKnownAndFloodNobody() throws Exception {
        var gateway = installation.account(Role.CI);
        assertThat(tell(gateway, "npm:never-heard-of@1.0.0", "high", "x").getStatus())
                .isEqualTo(409);
        assertThat(tell(gateway, "nonsense", "high", "x").getStatus()).isEqualTo(409);

        var purl = installation.somePackage();
        installation.inReview(purl, installation.account(Role.REQUESTER), List.of(), List.of());
        for (var each = 0; each < 20; each++) {
            assertThat(tell(gateway, purl.toString(), "medium", "no. " + each).getStatus())
                    .isEqualTo(201);
        }
        assertThat(tell(gateway, purl.toString(), "medium", "one more").getStatus()).isEqualTo(409);
    }

    private MockHttpServletResponse tell(Account by, String server, String severity, String what)
            throws Exception {
        var wish =
                Map.of("server", server, "severity", severity, "source", "gateway-1", "what", what);
        return mvc.perform(
                        post("/api/v1/observations")
                                .with(installation.as(by))
                                .contentType("application/json")
                                .content(new JsonMapper().writeValueAsString(wish)))
                .andReturn()
                .getResponse();
    }
}
