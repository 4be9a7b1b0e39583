package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

/** Profiles of consumers, over the API and on pages. */
@RunningAssay
class ConsumerProfilePagesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired MockMvc mvc;
    @Autowired Installation installation;

    private Account owner;

    @BeforeEach
    void somebody() {
        owner = installation.account(Role.REQUESTER);
    }

    @Test
    void theProfilesAreThereForPrograms() throws Exception {
        var profiles = json(call(owner, get("/api/v1/consumer-profiles"))).get("profiles");

        assertThat(profiles)
                .extracting(each -> each.get("id").asString())
                .containsExactly("research", "operations", "finance", "single-write");
        assertThat(profiles.get(2).get("never"))
                .extracting(each -> each.get("why").asString())
                .contains("moves money", "creates or changes suppliers", "changes bank details");
    }

    @Test
    void aConsumerIsHeldToOneNarrowedAtOnceAndWidenedByOthers() throws Exception {
        var added = send(owner, "/api/v1/consumers", consumer("finance"), 201);
        var path = "/api/v1/consumers/" + added.get("id").asString();
        assertThat(added.get("profile").asString()).isEqualTo("finance");

        var narrowed = send(owner, path + "/profile", change("research"), 200);
        assertThat(narrowed.get("profile").asString()).isEqualTo("research");

        var asked = send(owner, path + "/profile", change("operations"), 200);
        assertThat(asked.get("profile").asString()).isEqualTo("research");
        assertThat(asked.at("/wishedProfile/needsTwo").asBoolean()).isTrue();

        var word = Map.of("kind", "grant", "reason", "fine");
        send(owner, path + "/profile-decisions", word, 409);
        send(installation.account(Role.SECURITY), path + "/profile-decisions", word, 200);
        var page =
                call(
                                installation.account(Role.SYSTEM_OWNER),
                                get("/consumers/" + added.get("id").asString()))
                        .getContentAsString();
        assertThat(page).contains("asks for operations", "has agreed", "No tool that writes.");
        var widened =
                send(
                        installation.account(Role.SYSTEM_OWNER),
                        path + "/profile-decisions",
                        word,
                        200);
        assertThat(widened.get("profile").asString()).isEqualTo("operations");
    }

    @Test
    void aProfileThatThereIsNoneOfIsRefused() throws Exception {
        assertThat(send(owner, "/api/v1/consumers", consumer("banker"), 409).toString())
                .contains("there is no profile 'banker'", "single-write");
    }

    @Test
    void theFormOffersThem() throws Exception {
        assertThat(call(owner, get("/consumers")).getContentAsString())
                .contains("Finance: reads and drafts", "none: as it is granted");
    }

    private Map<String, String> consumer(String profile) {
        return Map.of(
                "name",
                "agent of " + owner.login(),
                "purpose",
                "invoices",
                "owner",
                owner.login(),
                "stage",
                "pilot",
                "profile",
                profile);
    }

    private static Map<String, String> change(String profile) {
        return Map.of("profile", profile, "reason", "its job changed");
    }

    private JsonNode send(Account account, String path, Map<String, String> body, int status)
            throws Exception {
        var answer =
                call(
                        account,
                        post(path)
                                .contentType("application/json")
                                .content(JSON.writeValueAsString(body)));
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(status);
        return json(answer);
    }

    private static JsonNode json(MockHttpServletResponse answer) throws Exception {
        return JSON.readTree(answer.getContentAsString());
    }

    private MockHttpServletResponse call(Account account, MockHttpServletRequestBuilder request)
            throws Exception {
        return mvc.perform(request.with(installation.as(account))).andReturn().getResponse();
    }
}
