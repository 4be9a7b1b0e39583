package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.TokenScope;
import dev.assay.inventory.release.Stage;
import dev.assay.registry.gate.GateRig;
import dev.assay.samples.SamplePackage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What people see whose client sends a token, and what it says of one that opens nothing. */
final class TokenClientsTest {

    private static final String CUT = "Token refused by Assay's gate: it is no whole one";

    private final SamplePackage zod = SamplePackage.bare("@lib/zod", "3.1.0", Map.of());
    private final SamplePackage demo = NpmClientTest.demo("1.0.0");

    @TempDir private Path directory;
    private GateRig rig;

    @BeforeEach
    void start() {
        rig = GateRig.forTokensAlone(directory);
        rig.publish(zod, demo);
        rig.approve(Stage.PILOT, demo, zod);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private String secret() {
        return rig.token(Stage.PILOT, TokenScope.GATE_READ).secret();
    }

    /** As {@code npm config set} writes it; pnpm reads it too. */
    private Client withToken(Client client, String secret) throws IOException {
        client.write(".npmrc", "//127.0.0.1:" + rig.port() + "/npm/:_authToken=" + secret + "\n");
        return client.with("YARN_NPM_AUTH_TOKEN", secret).with("YARN_NPM_ALWAYS_AUTH", "true");
    }

    @Test
    void npmInstallsWithATokenInItsConfiguration() throws Exception {
        var client = withToken(Client.npm(directory, rig.url() + "/"), secret());

        var run = client.run("install", "demo-mcp");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(client.installed("@lib/zod")).isEqualTo("3.1.0");
    }

    @Test
    void npmSaysWhatIsWrongWithAToken() throws Exception {
        var client = withToken(Client.npm(directory, rig.url() + "/"), "assay_cut");

        var run = client.run("install", "demo-mcp");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("E401", CUT);
    }

    @Test
    void npmSaysThatATokenIsNeeded() throws Exception {
        var run = Client.npm(directory, rig.url() + "/").run("install", "demo-mcp");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output())
                .contains("Assay's gate needs a token; tokens are made at http://assay.example/");
    }

    @Test
    void pnpmInstallsWithATokenAndShowsWhatIsWrongWithOne() throws Exception {
        var client = withToken(Client.pnpm(directory, rig), secret());
        var installed = client.run("add", "demo-mcp");
        assertThat(installed.exit()).as(installed.output()).isZero();

        var refused =
                withToken(Client.pnpm(directory.resolve("again"), rig), "assay_cut")
                        .run("add", "demo-mcp");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains(CUT);
    }

    @Test
    void yarnInstallsWithATokenAndSaysThatOneIsInvalidButNotWhy() throws Exception {
        var client = withToken(Client.yarn(directory, rig), secret());
        var installed = client.run("add", "demo-mcp");
        assertThat(installed.exit()).as(installed.output()).isZero();

        var refused =
                withToken(Client.yarn(directory.resolve("again"), rig), "assay_cut")
                        .run("add", "demo-mcp");
        assertThat(refused.exit()).isNotZero();
        // It shows neither reason phrase nor header nor body of a 401.
        assertThat(refused.output()).contains("Invalid authentication");
    }
}
