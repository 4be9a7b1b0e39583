package dev.assay.scanners.detonation.chamber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class ChamberTest {

    private final List<String> progress = new ArrayList<>();

    @BeforeEach
    void toolsAreThere() {
        var missing = Tools.ofHost().missing();
        assumeTrue(missing == null, () -> "no chamber here: " + missing);
    }

    @Test
    void aProgramRunsInACellWithoutAnyPowerAndItsWordsComeBack() throws Exception {
        assertThat(said("id -u; hostname; grep -E 'Cap|Seccomp:|NoNew' /proc/self/status"))
                .contains(
                        "1000\nworkstation\n",
                        "CapEff:\t0000000000000000",
                        "CapBnd:\t0000000000000000",
                        "NoNewPrivs:\t1",
                        "Seccomp:\t2",
                        "ended with 0");
    }

    @Test
    void everyAddressAndPortIsTheSinkholes() throws Exception {
        assertThat(
                        said(
                                """
                                for place in 192.0.2.1/443 127.77.0.9/443 198.51.100.7/6379 2001:db8::5/25; do
                                    exec 3<>/dev/tcp/$place && cat <&3 && echo " at $place"
                                done
                                """))
                .contains(
                        Inmate.GREETING + " at 192.0.2.1/443\n",
                        Inmate.GREETING + " at 127.77.0.9/443\n",
                        Inmate.GREETING + " at 198.51.100.7/6379\n",
                        Inmate.GREETING + " at 2001:db8::5/25\n");
    }

    @Test
    void aListenerOnTheHostsLoopbackIsNotReached() throws Exception {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertThat(said("exec 3<>/dev/tcp/127.0.0.1/" + listener.getLocalPort()))
                    .contains("ended with 1");
        }
        assertThat(progress).anySatisfy(line -> assertThat(line).contains("Connection refused"));
    }

    @Test
    void afterTheDeadlineNothingOfItIsLeft() throws Exception {
        // A number of seconds that nobody else sleeps.
        var mark = "86" + ProcessHandle.current().pid() + ".25";
        var outcome =
                run(
                        Duration.ofSeconds(8),
                        "(setsid sleep %s &) ; trap '' TERM; echo ready >&2; sleep %s"
                                .formatted(mark, mark));
        assertThat(outcome).isInstanceOf(Outcome.TimedOut.class);
        assertThat(progress).contains("ready");
        assertThat(commandLines().stream().filter(line -> line.contains(mark)).count()).isZero();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain("/assay/");
        try (var left =
                Files.newDirectoryStream(
                        Path.of(System.getProperty("java.io.tmpdir")), Kit.prefix() + "*")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theSelfTestTriesToGetOutAndFailsTo() throws Exception {
        var isolation = Chamber.ofHost().prove();
        assertThat(isolation)
                .asInstanceOf(type(Proven.class))
                .satisfies(
                        proven ->
                                assertThat(proven.tries())
                                        .extracting(Proven.Try::name)
                                        .containsAll(Tries.INSIDE)
                                        .contains(Tries.DEADLINE));
    }

    private String said(String script) throws Exception {
        return assertThat(run(Duration.ofSeconds(30), script))
                .asInstanceOf(type(Outcome.Answered.class))
                .extracting(answered -> new String(answered.answer(), StandardCharsets.UTF_8))
                .actual();
    }

    private Outcome run(Duration deadline, String script) throws Exception {
        return Chamber.ofHost()
                .run(
                        Order.of(
                                Inmate.class,
                                List.of("bash", "-c", script),
                                new byte[0],
                                List.of(),
                                deadline),
                        progress::add);
    }

    /** Of all processes of this host. */
    private static List<String> commandLines() throws Exception {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            var lines = new ArrayList<String>();
            for (var process : processes.toList()) {
                var file = process.resolve("cmdline");
                if (process.getFileName().toString().matches("[0-9]+")) {
                    try {
                        lines.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                    } catch (java.io.IOException e) {
                        // It ended meanwhile.
                    }
                }
            }
            return lines;
        }
    }
}
