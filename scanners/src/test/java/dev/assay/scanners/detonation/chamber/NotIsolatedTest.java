package dev.assay.scanners.detonation.chamber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

final class NotIsolatedTest {

    private static final List<String> PROGRAMS =
            List.of(
                    "bwrap",
                    "unshare",
                    "setpriv",
                    "prlimit",
                    "mount",
                    "ip",
                    "iptables-restore",
                    "ip6tables-restore");

    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    @TempDir private Path folder;

    @BeforeEach
    void toolsAreThere() {
        var missing = Tools.ofHost().missing();
        assumeTrue(missing == null, () -> "no chamber here: " + missing);
    }

    @ParameterizedTest
    @CsvSource({
        "bwrap, bubblewrap",
        "unshare, util-linux",
        "setpriv, util-linux",
        "ip, iproute2",
        "iptables-restore, iptables"
    })
    void withoutAProgramNothingRunsAndItIsSaidWhatToInstall(String program, String part)
            throws Exception {
        for (var each : PROGRAMS) {
            if (!each.equals(program)) {
                var file = Files.writeString(folder.resolve(each), "#!/bin/sh\n");
                assertThat(file.toFile().setExecutable(true)).isTrue();
            }
        }
        var chamber = new Chamber("Linux", Tools.in(folder), true, Calls.ofThisMachine());
        assertThat(chamber.prove())
                .isEqualTo(
                        new NotIsolated(
                                "the program " + program + " is not on this host",
                                "Install " + part + ", and start Assay again."));
    }

    @Test
    void elsewhereThanOnLinuxNothingRuns() throws Exception {
        var chamber = new Chamber("Mac OS X", Tools.ofHost(), false, Calls.ofThisMachine());
        assertThat(chamber.prove().toString()).contains("this system is not Linux");
    }

    @Test
    void onAProcessorWhoseCallsAreNotKnownNothingRuns() throws Exception {
        var chamber = new Chamber("Linux", Tools.ofHost(), false, null);
        assertThat(chamber.prove().toString()).contains("this kind of processor");
    }

    @Test
    void withUserNamespacesOffNothingRuns() throws Exception {
        var said =
                prover(
                        List.of(
                                "unshare",
                                "--user",
                                "--map-root-user",
                                "sh",
                                "-c",
                                "echo 0 >/proc/sys/user/max_user_namespaces; exec \"$@\"",
                                "sh"));
        assertThat(said).contains("NotIsolated", "user namespaces are off", "sysctl user.max_user");
    }

    @Test
    void withoutAFilterThatTheKernelTakesNothingRuns() throws Exception {
        var chamber =
                new Chamber(
                        "Linux",
                        Tools.ofHost(),
                        HostFacts.canBecomeAnother(),
                        Calls.ofThisMachine() == Calls.X86_64 ? Calls.AARCH64 : Calls.X86_64);
        // It refuses every call of the other processor by ending whoever makes one.
        assertThat(chamber.prove().toString()).contains("NotIsolated", "the self-test did not");
    }

    @Test
    void anOrdinaryUserIsolatesToo() throws Exception {
        assumeRoot();
        assertThat(prover(NOBODY)).startsWith("Proven").contains("all of an ordinary user");
    }

    @Test
    void whoIsRootInANamespaceOnlyIsolatesAsAnOrdinaryUser() throws Exception {
        assumeRoot();
        var command = new ArrayList<>(NOBODY);
        command.addAll(List.of("unshare", "--user", "--map-root-user"));
        assertThat(prover(command)).startsWith("Proven").contains("all of an ordinary user");
    }

    /**
     * It takes root to become another, who can then read these classes only where they are open.
     */
    private static void assumeRoot() throws Exception {
        assumeTrue(HostFacts.canBecomeAnother(), "only root can become another user");
        var classes = OwnProgram.of(Prover.class, 64, List.of()).command();
        var folder = classes.get(classes.indexOf("-cp") + 1).split(":")[0];
        var check = new ArrayList<>(NOBODY);
        check.addAll(List.of("test", "-r", folder));
        assumeTrue(
                new ProcessBuilder(check).start().waitFor() == 0,
                "the classes lie where another user cannot read them");
    }

    private static String prover(List<String> before) throws Exception {
        var program = OwnProgram.of(Prover.class, 64, List.of());
        var command = new ArrayList<>(before);
        command.addAll(program.command());
        var process = new ProcessBuilder(command).start();
        try {
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return said.strip();
        } finally {
            process.destroyForcibly();
        }
    }
}
