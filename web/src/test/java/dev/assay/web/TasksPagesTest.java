package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.task.NewTask;
import dev.assay.inventory.task.Task;
import dev.assay.inventory.task.TaskKind;
import dev.assay.inventory.task.TaskStore;
import dev.assay.inventory.watch.WatchStore;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

@RunningAssay
class TasksPagesTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired TaskStore tasks;
    @Autowired WatchStore watched;

    @Test
    void showsWhatIsOverdueEverywhereUntilItIsSignedOff() throws Exception {
        var security = installation.account(Role.SECURITY);
        var requester = installation.account(Role.REQUESTER);
        var purl = installation.somePackage();
        var review = installation.inReview(purl, requester, List.of(), List.of());
        var release = installation.release(review);
        watched.add(purl, Instant.now());
        watched.failed(purl.withVersion(null), "it answered 503 <b>", Instant.now());
        var title = "Find out <script>about</script> " + purl.name();
        tasks.open(
                new NewTask(
                        "test:" + release.id(),
                        TaskKind.LOOK_INTO,
                        purl.toString(),
                        release.id(),
                        title,
                        LocalDate.now().minusDays(2),
                        Role.SECURITY,
                        null));
        var task = task("test:" + release.id());

        assertThat(page(security, get("/")))
                .contains("overdue</span></a>", "You owe", "Find out &lt;script&gt;about");
        assertThat(page(requester, get("/"))).doesNotContain("You owe", "overdue");
        assertThat(page(security, get("/releases/" + release.id())))
                .contains("Find out &lt;script&gt;about", "it answered 503 &lt;b&gt;");
        assertThat(page(security, get("/watch"))).contains(purl.packageName());
        assertThat(page(security, get("/tasks"))).contains("id=\"task-" + task.id());
        assertThat(page(requester, get("/tasks"))).contains("Nobody owes anything");

        var sign = "/tasks/" + task.id() + "/sign-off";
        assertThat(answer(requester, post(sign).param("note", "mine?")).getStatus()).isEqualTo(409);
        assertThat(answer(security, post(sign).param("note", " ")).getStatus()).isEqualTo(409);
        assertThat(answer(security, post(sign).param("note", "it was renamed")).getStatus())
                .isEqualTo(302);

        assertThat(page(security, get("/"))).doesNotContain("about&lt;/script&gt;", "overdue");
        assertThat(page(security, get("/tasks"))).contains("Signed off by", "it was renamed");
    }

    @Test
    void givesACalendarToWhoeverHasItsAddressUntilItIsEnded() throws Exception {
        var security = installation.account(Role.SECURITY);

        var made = page(security, post("/tasks/calendar"));
        var address = Pattern.compile("/calendar\\.ics\\?token=[\\w-]{43}").matcher(made);
        assertThat(address.find()).isTrue();
        var calendar = mvc.perform(get(address.group())).andReturn().getResponse();
        assertThat(calendar.getStatus()).isEqualTo(200);
        assertThat(calendar.getContentType()).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(calendar.getContentAsString()).startsWith("BEGIN:VCALENDAR\r\n");
        assertThat(page(security, get("/tasks"))).doesNotContain(address.group());

        assertThat(answer(security, post("/tasks/calendar/end")).getStatus()).isEqualTo(302);
        assertThat(mvc.perform(get(address.group())).andReturn().getResponse().getStatus())
                .isEqualTo(404);
        assertThat(mvc.perform(get("/calendar.ics")).andReturn().getResponse().getStatus())
                .isEqualTo(404);
    }

    @Test
    void hasWhatSomebodyCouldKnowRotatedToday() throws Exception {
        var security = installation.account(Role.SECURITY);
        var requester = installation.account(Role.REQUESTER);
        var purl = installation.somePackage();
        installation.inReview(purl, requester, List.of(), List.of());
        var server = "npm:" + purl.packageName();

        assertThat(
                        answer(
                                        requester,
                                        post("/tasks/credentials")
                                                .param("server", server)
                                                .param("kind", "API key")
                                                .param("place", "vault: " + purl.name()))
                                .getStatus())
                .isEqualTo(302);
        assertThat(page(requester, get("/tasks"))).contains("vault: " + purl.name());
        assertThat(
                        answer(
                                        security,
                                        post("/tasks/leavings")
                                                .param("login", requester.login())
                                                .param("reason", "their laptop is lost"))
                                .getStatus())
                .isEqualTo(302);
        assertThat(page(security, get("/tasks")))
                .contains("Rotate the API key of " + purl.packageName());
        assertThat(
                        mvc.perform(get("/api/v1/tasks").with(installation.as(security)))
                                .andReturn()
                                .getResponse()
                                .getContentAsString())
                .contains("\"kind\":\"rotate-credential\"", "\"overdue\":");
    }

    private Task task(String key) {
        return tasks.open().stream().filter(it -> it.key().equals(key)).findFirst().orElseThrow();
    }

    private String page(Account reader, MockHttpServletRequestBuilder request) throws Exception {
        var answer = answer(reader, request);
        assertThat(answer.getStatus()).isEqualTo(200);
        return answer.getContentAsString();
    }

    private MockHttpServletResponse answer(Account reader, MockHttpServletRequestBuilder request)
            throws Exception {
        return mvc.perform(request.with(csrf()).with(installation.as(reader)))
                .andReturn()
                .getResponse();
    }
}
