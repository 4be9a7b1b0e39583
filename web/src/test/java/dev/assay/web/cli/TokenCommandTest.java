package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.registry.identity.Accounts;
import dev.assay.web.AssayApplication;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Tokens by the command line: in the folder of a stopped Assay, and at a running one. */
class TokenCommandTest {

    private static final String PASSWORD = "correct horse battery";

    private record Ended(int status, String output, String errors) {}

    @TempDir Path folder;

    @Test
    void inTheFolderOfAStoppedAssayAndAtARunningOne() throws Exception {
        try (var service = service()) {
            service.getBean(Accounts.class)
                    .create("test", "build", "Build", Set.of(Role.CI), PASSWORD);
        }

        var made =
                run(
                        "create",
                        "--data=" + data(),
                        "--owner=build",
                        "--name=nightly",
                        "--scope=gate:read",
                        "--scope=api:read",
                        "--stage=pilot");
        assertThat(made.status()).as(made.errors()).isZero();
        assertThat(made.output().strip()).matches("assay_[0-9A-Za-z]{49}");
        var listed = run("list", "--data=" + data()).output();
        assertThat(listed).contains("build  gate:read,api:read  pilot  ", "nightly");
        assertThat(listed).doesNotContain(made.output().strip());

        try (var service = service()) {
            var port = service.getEnvironment().getProperty("local.server.port");
            try (var desk =
                    ServiceTokens.at(URI.create("http://127.0.0.1:" + port), "build", PASSWORD)) {
                var secret = desk.create(null, "hourly", List.of("gate:read"), "production", 1);
                assertThat(secret).startsWith("assay_");
                assertThat(desk.list()).hasSize(2);
                desk.revoke(desk.list().getFirst().substring(0, 32));
                assertThat(desk.list().getFirst()).contains("  revoked  hourly");
            }
        }

        var id = listed.substring(0, 32);
        assertThat(run("revoke", "--data=" + data(), id).status()).isZero();
        assertThat(run("list", "--data=" + data()).output()).contains("revoked  nightly");
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(run("list", "--data=" + folder.resolve("none")).errors())
                .contains("there is no Assay in");
        assertThat(run("create", "--data=" + data()).status()).isEqualTo(2);
        assertThat(run().status()).isEqualTo(2);
    }

    private Path data() {
        return folder.resolve("data");
    }

    private ConfigurableApplicationContext service() {
        return new SpringApplication(AssayApplication.class)
                .run(
                        "--server.port=0",
                        "--gate.port=0",
                        "--db-scheduler.enabled=false",
                        "--assay.upstream.npm.url=http://127.0.0.1:9/",
                        "--assay.data-directory=" + data());
    }

    private static Ended run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "token";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var output = new StringWriter();
        var errors = new StringWriter();
        var status =
                AssayCommand.commandLine()
                        .setOut(new PrintWriter(output))
                        .setErr(new PrintWriter(errors))
                        .execute(all);
        return new Ended(status, output.toString(), errors.toString());
    }
}
