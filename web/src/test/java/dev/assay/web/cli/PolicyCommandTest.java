package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code assay policy check}, as a build of policies sees it. */
class PolicyCommandTest {

    private static final String RULE =
            """
            schema: assay-policy/1
            rules:
              - id: no-mail
                title: It sends no mail
                severity: high
                effect: review
                brokenWhen: release.name.contains("mail")
                message: It sends mail
                remedy: Use the gateway
            """;

    @TempDir private Path folder;
    private final StringWriter said = new StringWriter();

    @Test
    void exitsWithZeroForAPolicyAndTellsItsDigest() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RULE);

        assertThat(check(folder)).as(said.toString()).isZero();
        assertThat(said.toString()).startsWith("1 rules in 1 files, sha256 ");
    }

    @Test
    void exitsWithOneForAProblemAndNamesItsLine() throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), RULE.replace("release", "relase"));

        assertThat(check(folder)).isEqualTo(ExitCodes.FOUND);
        assertThat(said.toString()).startsWith("rules.yaml:7: no-mail: brokenWhen: undeclared");
    }

    @Test
    void exitsWithTwoForAFolderThatIsNotThere() {
        assertThat(check(folder.resolve("nowhere"))).isEqualTo(ExitCodes.USAGE);
        assertThat(said.toString()).contains("cannot be read");
    }

    private int check(Path what) {
        return AssayCommand.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute("policy", "check", what.toString());
    }
}
