package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import tools.jackson.databind.json.JsonMapper;

import java.time.OffsetDateTime;
import java.util.List;

@RunningAssay
@TestPropertySource(
        properties = {
            "assay.notices.slack[0].name=ops",
            "assay.notices.slack[0].url=https://hooks.example/secret-path",
            "assay.policy.git.password=swordfish",
            "assay.upstream.maven.url=http://127.0.0.1:9/maven2/",
            "assay.upstream.pypi.url=http://127.0.0.1:9/simple/",
            "assay.upstream.cargo.url=http://127.0.0.1:9/index/",
            "assay.upstream.nuget.url=http://127.0.0.1:9/v3/index.json",
            "assay.example=jdbc:x://user:swordfish@host/db?password=swordfish&a=b"
        })
class AdministrationPagesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired AuditTrail audit;
    @Autowired JdbcClient jdbc;
    private Account root;

    @BeforeEach
    void somebody() {
        root = installation.account(Role.ADMINISTRATOR);
    }

    @Test
    void gathersWhatTheInstallationStandsOnWithoutASecret() throws Exception {
        var page = answer(get("/administration")).getContentAsString();

        assertThat(page)
                .contains(
                        "http://127.0.0.1:9/",
                        "setting assay.upstream.npm.url",
                        "no credentials are sent",
                        "not scanned, because no source of advisories is configured",
                        "Registry signatures of npm",
                        "assay.trust.sigstore.root",
                        "assay.workload.issuers",
                        "assay.notices.slack[0].url",
                        "jdbc:x://…@host/db?password=…&amp;a=b")
                .doesNotContain("swordfish", "secret-path");
        var settings = answer(get("/api/v1/administration/settings")).getContentAsString();
        assertThat(settings).contains("assay.policy.git.password").doesNotContain("swordfish");
    }

    @Test
    void saysWhatCameOfATryAndRemembersIt() throws Exception {
        answer(post("/administration/upstreams"));

        assertThat(answer(get("/administration")).getContentAsString()).contains("no answer");
        var upstreams =
                JSON.readTree(answer(get("/api/v1/administration/upstreams")).getContentAsString());
        assertThat(upstreams.at("/upstreams/0/tried/answered").asBoolean(true)).isFalse();
        for (var each : List.of("maven", "pypi", "cargo", "nuget")) {
            answer(post("/administration/upstreams").param("upstream", each));
        }
        var others =
                JSON.readTree(answer(get("/api/v1/administration/upstreams")).getContentAsString());
        assertThat(others.path("upstreams"))
                .hasSize(5)
                .allSatisfy(
                        each ->
                                assertThat(each.at("/tried/answered").asBoolean(true))
                                        .as(each.toString())
                                        .isFalse());
        assertThat(audit.of("npm")).extracting(AuditEvent::action).contains("upstream.try-failed");
    }

    @Test
    void showsWhichJobsFailAndHasThemTriedAgainNow() throws Exception {
        var later = OffsetDateTime.now().plusDays(3);
        jdbc.sql(
                        """
                        INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked,
                            last_failure, consecutive_failures, version)
                        VALUES ('a-job', 'one', :later, FALSE, :now, 4, 1),
                               ('a-job', 'two', :later, TRUE, NULL, 0, 1)
                        """)
                .param("later", later)
                .param("now", OffsetDateTime.now())
                .update();

        assertThat(answer(get("/administration")).getContentAsString())
                .contains("Failed 4 ×", "Try again: a-job");
        var hurried = post("/administration/jobs").param("name", "a-job");
        assertThat(answer(hurried.param("instance", "one")).getStatus()).isEqualTo(302);
        assertThat(next("one")).isBefore(later.minusDays(2));
        assertThat(next("two")).isAfter(later.minusDays(2));
        var running =
                post("/api/v1/administration/jobs/runs")
                        .contentType("application/json")
                        .content("{\"name\":\"a-job\",\"instance\":\"two\"}");
        assertThat(answer(running).getStatus()).isEqualTo(409);
        assertThat(audit.of("a-job")).extracting(AuditEvent::detail).isEqualTo(List.of("one"));
    }

    private OffsetDateTime next(String instance) {
        return jdbc.sql("SELECT execution_time FROM scheduled_tasks WHERE task_instance = :id")
                .param("id", instance)
                .query(OffsetDateTime.class)
                .single();
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(csrf()).with(installation.as(root)))
                .andReturn()
                .getResponse();
    }
}
