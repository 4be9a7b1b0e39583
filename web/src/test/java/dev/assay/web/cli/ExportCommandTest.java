package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.identity.token.TokenOutcome;
import dev.assay.registry.identity.token.Tokens;
import dev.assay.web.Installation;
import dev.assay.web.RunningAssay;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** What {@code assay export} gets from a running service. */
@RunningAssay
class ExportCommandTest {

    @Autowired Installation installation;
    @Autowired Tokens tokens;
    @LocalServerPort int port;
    @TempDir Path folder;

    @Test
    void listsFormatsAndWritesOneToAFile() throws Exception {
        try (var desk = desk(Role.SECURITY)) {
            assertThat(desk.formats())
                    .anySatisfy(line -> assertThat(line).startsWith("approved-releases "));

            var file = folder.resolve("approved.jsonl");
            assertThat(desk.export("approved-releases", Map.of(), file, System.out)).isEmpty();
            var written = new ByteArrayOutputStream();
            desk.export("approved-releases", Map.of(), null, written);
            assertThat(Files.readString(file)).isEqualTo(written.toString(StandardCharsets.UTF_8));
            assertThat(folder).isDirectoryContaining(each -> each.equals(file));
        }
    }

    @Test
    void saysWhatItDidNotUnderstandAndWhoMayNot() throws Exception {
        try (var desk = desk(Role.SECURITY)) {
            assertThat(problem(desk, "nonsense", Map.of())).isInstanceOf(UsageException.class);
            assertThat(problem(desk, "approved-releases", Map.of("stage", "moon")))
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining("--stage is one of sandbox");
        }
        try (var desk = desk(Role.REQUESTER)) {
            assertThat(problem(desk, "approved-releases", Map.of()))
                    .isInstanceOf(IncompleteException.class)
                    .hasMessageContaining("403");
        }
    }

    @Test
    void needsToKnowWhomToAsk() {
        assertThat(AssayCommand.commandLine().execute("export", "squid"))
                .isEqualTo(ExitCodes.USAGE);
    }

    private Throwable problem(ExportDesk desk, String format, Map<String, String> parameters) {
        return org.assertj.core.api.Assertions.catchThrowable(
                () -> desk.export(format, parameters, null, System.out));
    }

    private ExportDesk desk(Role role) {
        var owner = installation.account(role);
        var made =
                (TokenOutcome.Made)
                        tokens.make(
                                owner,
                                owner.login(),
                                "a script",
                                Set.of(TokenScope.API_READ),
                                Stage.SANDBOX,
                                1);
        return new ExportDesk(URI.create("http://localhost:" + port), made.secret());
    }
}
