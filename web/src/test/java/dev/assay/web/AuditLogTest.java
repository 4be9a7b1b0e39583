package dev.assay.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.Role;
import dev.assay.web.cli.AssayCommand;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;

/** The audit trail as it leaves a running Assay, verified by the command line alone. */
@RunningAssay
class AuditLogTest {

    @Autowired MockMvc mvc;
    @Autowired Installation installation;
    @TempDir private Path folder;
    private String said = "";

    @Test
    void isVerifiedOfflineAndHeldToAnEarlierCheckpoint() throws Exception {
        var auditor = installation.account(Role.AUDITOR);
        var first = exported(auditor, "first.zip");
        var keys = part(first, "keys.pem");
        var earlier =
                Files.writeString(
                        folder.resolve("earlier"),
                        new String(
                                answer(auditor, "/api/v1/audit/checkpoint"),
                                StandardCharsets.UTF_8));
        assertThat(Files.readString(earlier)).startsWith("assay-audit-");
        installation.account(Role.REQUESTER);
        var second = exported(auditor, "second.zip");

        assertThat(verify(second, keys, "--since", earlier.toString())).as(said).isZero();
        assertThat(said).contains("verified: ", "are those of the earlier checkpoint");
        assertThat(verify(second, keys, "--format", "json")).isZero();
        assertThat(new JsonMapper().readTree(said).path("verified").asBoolean()).isTrue();
        assertThat(verify(first, keys, "--since", part(second, "checkpoint").toString()))
                .as("a newer one")
                .isEqualTo(1);
        assertThat(said).contains("here are only");
        assertThat(verify(folder.resolve("none.zip"), keys)).isEqualTo(2);
    }

    @Test
    void isForThoseWhoMayReadTheTrail() throws Exception {
        for (var path : List.of("/api/v1/exports/audit-log", "/api/v1/audit/checkpoint")) {
            assertThat(
                            mvc.perform(
                                            get(path)
                                                    .with(
                                                            installation.as(
                                                                    installation.account(
                                                                            Role.REQUESTER))))
                                    .andReturn()
                                    .getResponse()
                                    .getStatus())
                    .isEqualTo(403);
        }
    }

    private int verify(Path archive, Path keys, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of("audit", "verify", archive.toString(), "--key", keys.toString()));
        arguments.addAll(List.of(more));
        var out = new StringWriter();
        var status =
                AssayCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute(arguments.toArray(String[]::new));
        said = out.toString();
        return status;
    }

    private Path exported(Account account, String name) throws Exception {
        return Files.write(folder.resolve(name), answer(account, "/api/v1/exports/audit-log"));
    }

    private Path part(Path archive, String path) throws Exception {
        try (var zip = new ZipFile(archive.toFile());
                var in = zip.getInputStream(zip.getEntry(path))) {
            return Files.write(
                    folder.resolve(archive.getFileName() + "-" + path), in.readAllBytes());
        }
    }

    private byte[] answer(Account account, String path) throws Exception {
        var response =
                mvc.perform(get(path).with(installation.as(account))).andReturn().getResponse();
        assertThat(response.getStatus()).as(response.getContentAsString()).isEqualTo(200);
        return response.getContentAsByteArray();
    }
}
