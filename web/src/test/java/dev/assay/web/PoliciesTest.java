package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Role;
import dev.assay.registry.policy.RuleSet;
import dev.assay.scanners.finding.Severity;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** The policy, on its page and through the REST API. */
@RunningAssay
class PoliciesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String NOTHING_PASSES =
            """
            schema: assay-policy/1
            rules:
              - id: nothing-passes
                title: Nothing <b>passes</b>
                severity: critical
                effect: block
                brokenWhen: release.name != ""
                message: Nothing passes
                remedy: Ask nobody
            """;

    @Autowired MockMvc mvc;
    @Autowired Installation installation;

    @Test
    void thePageShowsEveryRuleWithItsTextAndWhereThePolicyComesFrom() throws Exception {
        var page = page("/policies", Role.AUDITOR);

        assertThat(page).contains(RuleSet.builtIn().digest().hex(), "Assay itself");
        for (var rule : RuleSet.builtIn().rules()) {
            assertThat(page).contains("id=\"" + rule.id() + "\"");
        }
        assertThat(page).contains("findings.map(f, f.severity == \"critical\"");
        assertThat(page).doesNotContain("Load it again");
        assertThat(page("/policies", Role.ADMINISTRATOR)).contains("Load it again");
        assertThat(page("/policies", Role.REQUESTER)).doesNotContain("/policies/dry-run");
    }

    @Test
    void theReleasePageSaysWhatEachRuleSaysAndWhatToDo() throws Exception {
        var purl = installation.somePackage();
        var review =
                installation.inReview(
                        purl,
                        installation.account(Role.REQUESTER),
                        List.of("*.example.com"),
                        List.of(
                                SomeFindings.destination(
                                        purl.toString(), "api.example.com", Severity.HIGH)));

        assertThat(page("/releases/" + review.releaseId(), Role.SECURITY))
                .contains("What the policy says")
                .contains("The request declares every sub-domain of a host")
                .contains("Name the hosts that are needed")
                .contains("*.example.com");
    }

    @Test
    void aTrialBeginsWithThePolicyInForceWhichMakesNoDifference() throws Exception {
        assertThat(page("/policies/dry-run", Role.SECURITY)).contains("--- findings.yaml");
        assertThat(tried(String.join("\n", files())).getContentAsString())
                .contains("This is the policy in force, word for word");
    }

    @Test
    void aTrialNamesTheReleasesItWouldStopAndStoresNothing() throws Exception {
        var purl = installation.somePackage();
        installation.inReview(purl, installation.account(Role.REQUESTER), List.of(), List.of());

        var answer = tried(NOTHING_PASSES).getContentAsString();

        assertThat(answer)
                .contains("It makes a difference to")
                .contains(purl.packageName())
                .contains("nothing-passes: Nothing passes");
        assertThat(page("/policies", Role.AUDITOR))
                .contains(RuleSet.builtIn().digest().hex())
                .doesNotContain("nothing-passes");
    }

    @Test
    void aTrialOfWhatIsNoPolicySaysWhereAndKeepsWhatWasWritten() throws Exception {
        var answer = tried(NOTHING_PASSES.replace("release.name", "release.nane"));

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(answer.getContentAsString())
                .contains("policy.yaml:7: nothing-passes: brokenWhen: undefined field")
                .contains("Nothing &lt;b&gt;passes&lt;/b&gt;");
    }

    @Test
    void administratorsLoadThePolicyAgainAndAreToldSo() throws Exception {
        var administrator = installation.account(Role.ADMINISTRATOR);

        var answer =
                mvc.perform(
                                post("/policies/load")
                                        .with(csrf())
                                        .with(installation.as(administrator)))
                        .andReturn();

        assertThat(answer.getResponse().getRedirectedUrl()).isEqualTo("/policies");
        assertThat(String.valueOf(answer.getFlashMap().get("told"))).contains("was loaded");
    }

    @Test
    void theApiTellsAndTriesPolicies() throws Exception {
        var purl = installation.somePackage();
        installation.inReview(purl, installation.account(Role.REQUESTER), List.of(), List.of());

        var policy =
                read(mvc.perform(get("/api/v1/policies").with(reader())).andReturn().getResponse());
        assertThat(policy.get("rules")).hasSize(RuleSet.builtIn().rules().size());

        var trial = read(send("/api/v1/policies/dry-run", Map.of("yaml", NOTHING_PASSES)));
        assertThat(trial.get("judged").asInt()).isPositive();
        assertThat(trial.get("breaking").get("nothing-passes").asInt()).isPositive();
        assertThat(trial.get("changes").valueStream())
                .anySatisfy(
                        change -> {
                            assertThat(change.get("purl").asString()).isEqualTo(purl.toString());
                            assertThat(change.get("now").asString()).isEqualTo("quiet");
                            assertThat(change.get("then").asString()).isEqualTo("block");
                            assertThat(change.get("stopped").asBoolean()).isTrue();
                        });
        var refused = send("/api/v1/policies/dry-run", Map.of("yaml", "rules: [1]"));
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(read(refused).get("problems").get(0).get("message").asString())
                .startsWith("policy.yaml:");
    }

    private static List<String> files() {
        return RuleSet.builtIn().files().files().stream()
                .map(each -> "--- " + each.name() + "\n" + each.text())
                .toList();
    }

    private RequestPostProcessor reader() {
        return installation.as(installation.account(Role.AUDITOR));
    }

    private String page(String path, Role role) throws Exception {
        var answer =
                mvc.perform(get(path).with(installation.as(installation.account(role))))
                        .andReturn()
                        .getResponse();
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse tried(String yaml) throws Exception {
        return mvc.perform(
                        post("/policies/dry-run")
                                .param("yaml", yaml)
                                .with(csrf())
                                .with(installation.as(installation.account(Role.SECURITY))))
                .andReturn()
                .getResponse();
    }

    private MockHttpServletResponse send(String path, Map<String, String> body) throws Exception {
        return mvc.perform(
                        post(path)
                                .contentType("application/json")
                                .content(JSON.writeValueAsString(body))
                                .with(reader()))
                .andReturn()
                .getResponse();
    }

    private static JsonNode read(MockHttpServletResponse answer) throws Exception {
        return JSON.readTree(answer.getContentAsString());
    }
}
