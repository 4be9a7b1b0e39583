package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditHash;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.tool.ApprovalMode;
import dev.assay.inventory.tool.RateLimit;
import dev.assay.inventory.tool.ToolClass;
import dev.assay.inventory.tool.ToolEntry;
import dev.assay.inventory.tool.ToolStore;
import dev.assay.inventory.tool.ToolTerms;
import dev.assay.registry.identity.Endpoint;
import dev.assay.registry.identity.RightsTable;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.util.UriUtils;

import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

@RunningAssay
class AuditPagesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired AuditTrail audit;
    @Autowired JdbcClient jdbc;
    @Autowired List<RightsTable> tables;
    private Account auditor;
    private String actor;

    @BeforeEach
    void somebody() {
        auditor = installation.account(Role.AUDITOR);
        actor = "actor-" + UUID.randomUUID();
    }

    @Test
    void findsWhatHappenedAndLeadsToWhereItDid() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var purl = installation.somePackage();
        var release =
                installation.release(installation.inReview(purl, requester, List.of(), List.of()));
        audit.append(actor, "release.rejected", purl.toString(), "sends <b>mail</b>");
        audit.append(actor, "task.signed", "the gate", "looked at it");

        assertThat(page("/audit?server=npm:" + purl.packageName()))
                .contains("/releases/" + release.id(), "sends &lt;b&gt;mail&lt;/b&gt;", actor)
                .doesNotContain("looked at it");
        assertThat(page("/audit?actor=" + actor)).contains("looked at it", "/tasks");
        assertThat(page("/audit?actor=" + actor + "&outcome=refused"))
                .contains("release.rejected")
                .doesNotContain("looked at it");
        assertThat(page("/audit?actor=" + actor + "&to=2020-01-01")).contains("Nothing fits");
    }

    @Test
    void saysWhichPartOfAFilterIsNotUnderstood() throws Exception {
        var answer =
                answer(auditor, get("/audit?from=yesterday&server=%20%2F&outcome=odd&before=x"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString())
                .contains(
                        "'yesterday' is no time; write 2026-12-31",
                        "is no package; write npm:@scope/name",
                        "is none of done, refused, failed",
                        "is no place in the trail")
                .doesNotContain("Nothing fits");
        assertThat(answer(auditor, get("/api/v1/audit?from=yesterday")).getContentAsString())
                .contains("\"field\":\"from\"", "is no time");
    }

    @Test
    void findsByToolAndSystemAndKeepsWhatWasWritten() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var purl = installation.somePackage();
        var release =
                installation.release(installation.inReview(purl, requester, List.of(), List.of()));
        var tool = "tool_" + UUID.randomUUID();
        var system = "the \"mail\" of " + tool;
        offer(release, tool, system);
        audit.append(actor, "release.rejected", purl.toString(), "sends mail");
        audit.append(actor, "task.signed", "the gate", "looked at it");

        var byTool = page("/audit?actor=" + actor + "&tool=" + tool);
        assertThat(byTool)
                .contains(
                        "sends mail", "value=\"" + tool + "\"", "tool=" + tool + "&amp;format=csv")
                .doesNotContain("looked at it");
        var encoded = UriUtils.encode(system, StandardCharsets.UTF_8);
        assertThat(page("/audit?actor=" + actor + "&system=" + encoded))
                .contains("sends mail", "value=\"the &#34;mail&#34; of " + tool + "\"")
                .doesNotContain("looked at it");
        assertThat(page("/audit?tool=no-such")).contains("Nothing fits", "by its exact name");
        assertThat(
                        JSON.readTree(
                                        answer(auditor, get("/api/v1/audit?tool=" + tool))
                                                .getContentAsString())
                                .get("events"))
                .anyMatch(each -> each.get("detail").asString().equals("sends mail"))
                .allMatch(each -> each.get("subject").asString().startsWith("pkg:"));
    }

    @Test
    void showsTheLastCheckpointAndWhatCameAfterIt() throws Exception {
        // Without the form's token, which would be a parameter that exports do not know.
        mvc.perform(get("/api/v1/exports/audit-log").with(installation.as(auditor)))
                .andExpect(status().isOk());
        var note =
                answer(auditor, get("/api/v1/audit/checkpoint"))
                        .getContentAsString()
                        .lines()
                        .toList();
        audit.append(actor, "try", "a subject", "after it");

        assertThat(page("/audit/checkpoint").lines().toList()).isEqualTo(note);
        assertThat(page("/audit"))
                .contains(
                        ">signed</span>",
                        "<code>" + note.get(2) + "</code>",
                        "download=\"" + note.get(0) + "-" + note.get(1) + ".checkpoint\"",
                        "since then; the next checkpoint has them")
                .doesNotContain("No checkpoint was signed yet");
    }

    @Test
    void pagesWithoutLosingWhatIsWrittenMeanwhile() throws Exception {
        for (var number = 0; number < 120; number++) {
            audit.append(actor, "try", "a subject", "event " + number + ".");
        }
        var first = page("/audit?actor=" + actor);
        assertThat(first).contains("event 119.", "event 70.").doesNotContain("event 69.");
        audit.append(actor, "try", "a subject", "event late.");

        var second = page(link(first, "next"));
        assertThat(second).contains("event 69.", "event 20.").doesNotContain("event 70.");
        var third = page(link(second, "next"));
        assertThat(third).contains("event 19.", "event 0.").doesNotContain("rel=\"next\"");
        assertThat(page(link(second, "prev"))).contains("event 119.", "event 70.", "rel=\"prev\"");
    }

    @Test
    void exportsWithoutFormulasAndRecordsIt() throws Exception {
        audit.append(actor, "try", "=HYPERLINK(\"x\")", " +1, \"quoted\"\nline");

        var csv = answer(auditor, get("/audit/export?format=csv&actor=" + actor));
        assertThat(csv.getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(csv.getHeader("Content-Disposition")).contains("audit.csv");
        assertThat(csv.getContentAsString())
                .startsWith("sequence,at,actor,")
                .contains("\"'=HYPERLINK(\"\"x\"\")\",\"' +1, \"\"quoted\"\"\nline\"");

        var lines = answer(auditor, get("/api/v1/audit/export?actor=" + actor));
        var event = JSON.readTree(lines.getContentAsString().strip());
        assertThat(
                        AuditHash.of(
                                event.get("previous").asString(),
                                Instant.parse(event.get("at").asString()),
                                event.get("actor").asString(),
                                event.get("action").asString(),
                                event.get("subject").asString(),
                                event.get("detail").asString()))
                .isEqualTo(event.get("hash").asString());
        assertThat(audit.of("the audit trail"))
                .filteredOn(each -> each.action().equals("audit.exported"))
                .filteredOn(each -> each.actor().equals(auditor.login()))
                .extracting(AuditEvent::detail)
                .containsExactly(
                        "as CSV, only {actor=" + actor + "}",
                        "as JSONL, only {actor=" + actor + "}");
    }

    @Test
    void recordsWhoReadsAndWhoTriesWhatTheyMayNot() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var root = installation.account(Role.ADMINISTRATOR);

        page("/audit?actor=x");
        page("/audit?actor=x");
        answer(root, get("/accounts"));
        assertThat(answer(requester, get("/audit")).getStatus()).isEqualTo(403);
        assertThat(answer(requester, get("/no-such-page")).getStatus()).isEqualTo(404);

        assertThat(by(auditor)).containsExactly("page.read /audit with actor=x");
        assertThat(by(root)).containsExactly("page.read /accounts ");
        assertThat(by(requester)).containsExactly("access.denied /audit GET");
    }

    @Test
    void recordsEveryReadOfWhatThoseWhoOnlyAskMayNotRead() throws Exception {
        var root = installation.account(Role.ADMINISTRATOR);
        var places =
                tables.stream()
                        .flatMap(table -> table.rows().stream())
                        .filter(row -> row.method() == HttpMethod.GET)
                        .filter(row -> !row.callers().admits(Set.of(Role.REQUESTER)))
                        .filter(row -> row.callers().admits(Set.of(Role.ADMINISTRATOR)))
                        .map(Endpoint::pattern)
                        // Answered for monitoring, by no controller of ours.
                        .filter(pattern -> !pattern.startsWith("/actuator/"))
                        .map(pattern -> pattern.replaceAll("\\{\\w+}", "nothing"))
                        .toList();
        assertThat(places)
                .contains("/audit", "/accounts", "/dpias", "/api/v1/audit/chain", "/drills");
        for (var place : places) {
            answer(root, get(place));
        }
        assertThat(by(root))
                .containsAll(places.stream().map(place -> "page.read " + place + " ").toList());
    }

    @Test
    void showsThatTheChainIsWholeAndFollowsItOnDemand() throws Exception {
        assertThat(page("/audit")).contains("chain whole");

        assertThat(answer(auditor, post("/audit/verification")).getRedirectedUrl())
                .isEqualTo("/audit");

        var chain = JSON.readTree(answer(auditor, get("/api/v1/audit/chain")).getContentAsString());
        assertThat(chain.get("whole").asBoolean()).isTrue();
        assertThat(chain.get("entries").asLong()).isPositive();
        assertThat(by(auditor)).anyMatch(each -> each.startsWith("audit.verified"));
    }

    private void offer(Release release, String tool, String system) {
        new ToolStore(jdbc, Clock.systemUTC())
                .put(
                        new ToolEntry(
                                Id.random(),
                                release.id(),
                                tool,
                                Sha256.of(new byte[] {1}),
                                "{}",
                                ToolClass.READ,
                                ToolClass.READ,
                                false,
                                new ToolTerms(
                                        List.of(),
                                        system,
                                        List.of(),
                                        ApprovalMode.CONFIRM,
                                        new RateLimit(1, 60)),
                                null,
                                null,
                                null,
                                null,
                                null));
    }

    private List<String> by(Account account) {
        return audit.latest(1000).stream()
                .filter(each -> each.actor().equals(account.login()))
                .map(each -> each.action() + " " + each.subject() + " " + each.detail())
                .toList();
    }

    private static String link(String page, String relation) {
        var found = Pattern.compile("href=\"([^\"]+)\" rel=\"" + relation + "\"").matcher(page);
        assertThat(found.find()).as("a link to the %s page", relation).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private String page(String path) throws Exception {
        var answer = answer(auditor, get(URI.create(path)));
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse answer(Account account, MockHttpServletRequestBuilder request)
            throws Exception {
        return mvc.perform(request.with(csrf()).with(installation.as(account)))
                .andReturn()
                .getResponse();
    }
}
