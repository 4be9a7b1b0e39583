package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.httpBasic;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.upload.UploadStore;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.samples.SamplePackage;
import dev.assay.scanners.artifact.upload.FolderPacker;
import dev.assay.web.Installation;
import dev.assay.web.RunningAssay;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

/** Files are handed in by the API, by the page and by the command line's desk. */
@RunningAssay
@TestPropertySource(
        properties = {"assay.upload.npm.namespaces=@acme/*", "assay.upload.largest=256KB"})
class UploadsTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @Autowired Tokens tokens;
    @Autowired UploadStore uploads;
    @LocalServerPort int port;

    @Test
    void theApiTakesAFileOnceAndSaysWhyNotWhereItDoesNot() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var first = SamplePackage.bare("@acme/api", "1.0.0", Map.of()).tarball();
        assertThat(send(requester, "a.tgz", first)).isEqualTo(201);
        assertThat(send(requester, "a.tgz", first)).isEqualTo(200);
        var other = SamplePackage.bare("@acme/api", "1.0.0", Map.of("zod", "1.0.0")).tarball();
        assertThat(send(requester, "a.tgz", other)).isEqualTo(409);
        assertThat(send(requester, "a.tgz", new byte[300_000])).isEqualTo(413);
        assertThat(send(requester, "a.tgz", new byte[300])).isEqualTo(422);
        assertThat(send(installation.account(Role.AUDITOR), "b.tgz", first)).isEqualTo(403);
        var listed =
                mvc.perform(
                                get("/api/v1/uploads")
                                        .with(httpBasic(requester.login(), Installation.PASSWORD)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(listed).contains("pkg:npm/%40acme/api@1.0.0");
    }

    @Test
    void thePageTakesAFileAndLeadsToItsRequest() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var bytes = SamplePackage.bare("@acme/page", "1.0.0", Map.of()).tarball();
        var taken =
                mvc.perform(
                                multipart("/uploads")
                                        .file(
                                                new MockMultipartFile(
                                                        "file", "C:\\x\\page.tgz", null, bytes))
                                        .with(installation.as(requester))
                                        .with(csrf()))
                        .andReturn()
                        .getResponse();
        assertThat(taken.getRedirectedUrl())
                .isEqualTo("/request?purl=pkg%3Anpm%2F%2540acme%2Fpage%401.0.0");
        var page =
                mvc.perform(get("/uploads").with(installation.as(requester)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(page).contains("pkg:npm/%40acme/page@1.0.0", "npm: @acme/*");
        var refused =
                mvc.perform(
                                multipart("/uploads")
                                        .file(
                                                new MockMultipartFile(
                                                        "file", "page.tgz", null, new byte[9]))
                                        .with(installation.as(requester))
                                        .with(csrf()))
                        .andReturn()
                        .getResponse();
        assertThat(refused.getStatus()).isEqualTo(422);
        assertThat(refused.getContentAsString()).contains("Nothing was kept");
    }

    @Test
    void aFileIsRemovedByWhoHandedItInAndByAdministrators() throws Exception {
        var requester = installation.account(Role.REQUESTER);
        var other = installation.account(Role.REQUESTER);
        for (var version : new String[] {"1.0.0", "1.1.0"}) {
            var bytes = SamplePackage.bare("@acme/removed", version, Map.of()).tarball();
            assertThat(send(requester, "a.tgz", bytes)).isEqualTo(201);
        }
        var first = uploads.of("npm", "@acme/removed").getFirst().id();
        var second = uploads.of("npm", "@acme/removed").getLast().id();
        assertThat(page(requester)).contains("/uploads/" + first + "/removal");
        assertThat(page(other)).doesNotContain("/removal");

        assertThat(remove(other, first.value(), "mine?")).isEqualTo(409);
        assertThat(remove(requester, first.value(), "")).isEqualTo(409);
        assertThat(remove(installation.account(Role.AUDITOR), first.value(), "no")).isEqualTo(403);
        assertThat(remove(requester, first.value(), "the wrong file")).isEqualTo(200);
        assertThat(remove(requester, first.value(), "again")).isEqualTo(404);

        var refused =
                mvc.perform(
                                post("/uploads/" + second + "/removal")
                                        .with(installation.as(requester))
                                        .with(csrf()))
                        .andReturn();
        var told =
                mvc.perform(
                                get("/uploads")
                                        .with(installation.as(requester))
                                        .flashAttrs(refused.getFlashMap()))
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(told).contains("Nothing was removed. A reason of at most");

        var removed =
                mvc.perform(
                                post("/uploads/" + second + "/removal")
                                        .param("reason", "not ours")
                                        .with(installation.as(requester))
                                        .with(csrf()))
                        .andReturn();
        assertThat(removed.getResponse().getRedirectedUrl()).isEqualTo("/uploads");
        assertThat(String.valueOf(removed.getFlashMap().get("told"))).contains("is removed");
        assertThat(page(requester)).doesNotContain("%40acme/removed");
    }

    private String page(Account reader) throws Exception {
        return mvc.perform(get("/uploads").with(installation.as(reader)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    private int remove(Account account, String id, String reason) throws Exception {
        return mvc.perform(
                        post("/api/v1/uploads/" + id + "/removal")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"reason\": \"" + reason + "\"}")
                                .with(httpBasic(account.login(), Installation.PASSWORD)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    @Test
    void aBodyOfFilesIsReadFromNobodyWhoIsNotSignedIn() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (var path : new String[] {"/uploads?_csrf=x", "/signin", "/api/v1/standing"}) {
                var answer =
                        client.send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + port + path))
                                        .header("Content-Type", "multipart/form-data; boundary=x")
                                        .POST(HttpRequest.BodyPublishers.ofString("--x--"))
                                        .build(),
                                BodyHandlers.discarding());
                assertThat(answer.statusCode()).as(path).isIn(403, 415);
            }
        }
    }

    @Test
    void theCommandLineHandsAFolderInAndTellsWhereToRequestIt(
            @TempDir Path folder, @TempDir Path out) throws Exception {
        Files.writeString(
                folder.resolve("package.json"),
                "{\"name\": \"@acme/folder\", \"version\": \"1.0.0\"}");
        var packed = new FolderPacker(1 << 20).pack(folder, out);
        var requester = installation.account(Role.REQUESTER);
        var token =
                tokens.make(
                        requester,
                        requester.login(),
                        "t",
                        EnumSet.of(TokenScope.API_WRITE),
                        Stage.PRODUCTION,
                        9);
        assertThat(token).isInstanceOf(TokenOutcome.Made.class);
        var secret = ((TokenOutcome.Made) token).secret();
        try (var desk = new RequestDesk(URI.create("http://127.0.0.1:" + port), secret)) {
            var purl = desk.upload(packed, "folder.tgz", null);
            assertThat(purl).isEqualTo("pkg:npm/%40acme/folder@1.0.0");
            assertThat(desk.form(purl))
                    .endsWith("/request?purl=pkg%3Anpm%2F%2540acme%2Ffolder%401.0.0");
            Files.writeString(out.resolve("not.tgz"), "x");
            assertThatThrownBy(() -> desk.upload(out.resolve("not.tgz"), "not.tgz", null))
                    .isInstanceOf(IncompleteException.class)
                    .hasMessageContaining("422");
        }
    }

    private int send(Account account, String name, byte[] bytes) throws Exception {
        return mvc.perform(
                        put("/api/v1/uploads/" + name)
                                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                                .content(bytes)
                                .with(httpBasic(account.login(), Installation.PASSWORD)))
                .andReturn()
                .getResponse()
                .getStatus();
    }
}
