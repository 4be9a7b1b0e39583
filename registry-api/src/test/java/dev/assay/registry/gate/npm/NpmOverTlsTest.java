package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.gate.GateRig;
import dev.assay.registry.gate.TlsRig;
import dev.assay.samples.SamplePackage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** npm itself, against a gate that speaks TLS with a certificate of the company's authority. */
final class NpmOverTlsTest {

    private final SamplePackage zod = SamplePackage.bare("@lib/zod", "3.1.0", Map.of());
    private final SamplePackage demo = NpmClientTest.demo("1.0.0");

    @TempDir private Path directory;
    private TlsRig keys;
    private GateRig rig;

    @BeforeEach
    void start() throws Exception {
        keys = new TlsRig(directory);
        rig = GateRig.withTls(directory.resolve("gate"), keys.tls);
        rig.publish(zod, demo);
        rig.approve(demo, zod);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void installsWhereItIsGivenTheAuthority() throws Exception {
        var npm =
                Client.npm(directory, rig.url() + "/")
                        .with("npm_config_cafile", keys.authorityFile.toString());

        var run = npm.run("install", "demo-mcp@1.0.0");

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(npm.installed("@lib/zod")).isEqualTo("3.1.0");
        assertThat(Files.readString(directory.resolve("project/package-lock.json")))
                .contains("\"resolved\": \"" + rig.url() + "/")
                .doesNotContain("http://");
    }

    @Test
    void installsNothingWhereItIsNot() throws Exception {
        var npm = Client.npm(directory, rig.url() + "/");

        var run = npm.run("install", "demo-mcp@1.0.0");

        assertThat(run.exit()).isNotZero();
        assertThat(run.output()).contains("UNABLE_TO_VERIFY_LEAF_SIGNATURE");
        assertThat(npm.installed("demo-mcp")).isEqualTo("none");
    }
}
