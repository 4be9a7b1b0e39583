package dev.assay.scanners.closure.pypi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleWheel;
import dev.assay.scanners.artifact.pypi.PypiConfiguration;
import dev.assay.scanners.artifact.pypi.PypiIndex;
import dev.assay.scanners.artifact.pypi.PypiLimits;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The same files as the pip of this machine would install, from the same index. */
@Timeout(600)
final class AgainstRealPipTest {

    /** More of them with {@code -Dassay.test.universes=}. */
    private static final int UNIVERSES = Integer.getInteger("assay.test.universes", 10);

    @TempDir Path folder;
    private SamplePypiIndex server;
    private String python = "";

    @BeforeEach
    void start() {
        python = RealPip.python().orElse("");
        assumeTrue(!python.isEmpty(), "no pip of version 22.2 or later on this machine");
        server = SamplePypiIndex.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ClosureOutcome resolve(String name, String version) throws Exception {
        return resolve(server.url(), name, version);
    }

    private ClosureOutcome resolve(URI from, String name, String version) throws Exception {
        try (var index = new PypiIndex(PypiConfiguration.of(from), PypiLimits.DEFAULT)) {
            return new PypiClosureResolver(
                            index,
                            List.of(PypiTarget.of(python, RealPip.platform())),
                            Clock.systemUTC())
                    .resolve(new Purl("pypi", null, name, version), (purl, file) -> {});
        }
    }

    private static Set<String> files(ClosureOutcome outcome) {
        var files = new TreeSet<String>();
        if (outcome instanceof ClosureOutcome.Resolved(var closure)) {
            for (var each : closure.packages()) {
                files.add(PypiManifest.read(each.manifest()).orElseThrow().fileName());
            }
        }
        return files;
    }

    private void same(String name, String version) throws Exception {
        var ours = resolve(name, version);
        var pips = RealPip.choose(server.url(), name + "==" + version, folder);

        assertThat(files(ours)).as(pips.output()).isEqualTo(pips.files());
    }

    @Test
    void choosesTheFilesThatPipChooses() throws Exception {
        var minor = python.split("\\.")[1];
        server.publish("root==1.0", "Wheels", "extra[fast]", "old; python_version < '3'", "pre>=1")
                .publish(SampleWheel.of("wheels==2.0").withTag("cp3" + minor + "-none-any"))
                .publish(SampleWheel.of("wheels==2.0"))
                .publish(SampleWheel.of("wheels==2.0").withTag("cp27-cp27m-win32"))
                .publish(SampleWheel.of("wheels==3.0").withTag("cp27-cp27m-win32"))
                .publish(SampleWheel.of("wheels==4.0").withPython("<3"))
                .publish("extra==1.0", "plain", "quick; extra == 'fast'", "slow; extra == 'slow'")
                .publish("plain==1.0")
                .publish("plain==1.1+local")
                .publish("quick==1.0.post1")
                .publish("quick==1.0")
                .publish("pre==1.0")
                .publish("pre==2.0rc1");
        server.publish("plain==9.0");
        server.yank("plain-9.0-py3-none-any.whl", "broken");

        same("root", "1.0");
        assertThat(files(resolve("root", "1.0"))).hasSize(6);
    }

    @Test
    void goesBackWhereTheHighestVersionsDoNotFit() throws Exception {
        server.publish("root==1.0", "a", "b")
                .publish("a==1.0", "c<2")
                .publish("a==2.0", "c>=2")
                .publish("b==1.0", "c<2")
                .publish("b==2.0", "c<2", "d")
                .publish("c==1.0")
                .publish("c==2.0")
                .publish("d==1.0", "e>5")
                .publish("e==1.0");

        same("root", "1.0");
    }

    @Test
    void findsNoWayWherePipFindsNone() throws Exception {
        server.publish("root==1.0", "a", "b==1.0")
                .publish("a==1.0", "b>1")
                .publish("b==1.0")
                .publish("b==2.0");

        same("root", "1.0");
        assertThat(resolve("root", "1.0"))
                .isInstanceOfSatisfying(
                        ClosureOutcome.Unresolvable.class,
                        no -> assertThat(no.reason()).contains("a 1.0 wants b>1", "b==1.0"));
    }

    @Test
    void choosesTheSameInUniversesThatNobodyMadeUp() throws Exception {
        var resolved = 0;
        for (var seed = 0; seed < UNIVERSES; seed++) {
            server.close();
            server = SamplePypiIndex.start();
            fill(new Random(seed));
            var ours = resolve("root", "1.0");
            var pips = RealPip.choose(server.url(), "root==1.0", folder);
            assertThat(files(ours))
                    .as("universe " + seed + ": " + pips.output())
                    .isEqualTo(pips.files());
            resolved += pips.files().isEmpty() ? 0 : 1;
        }
        assertThat(resolved).isGreaterThan(UNIVERSES / 3);
    }

    /** By hand: {@code -Dassay.test.index=http://…/simple/ -Dassay.test.packages=a==1,b==2}. */
    @Test
    void choosesTheSameOfRealPackages() throws Exception {
        var from = System.getProperty("assay.test.index");
        assumeTrue(from != null, "no index is named by -Dassay.test.index");
        var different = new ArrayList<String>();
        for (var wanted : System.getProperty("assay.test.packages", "").split(",")) {
            var parts = wanted.split("==");
            var ours = resolve(URI.create(from), parts[0], parts[1]);
            var pips = RealPip.choose(URI.create(from), wanted, folder);
            var same = files(ours).equals(pips.files());
            System.out.println(
                    wanted
                            + ": pip "
                            + pips.files().size()
                            + " files, ours "
                            + files(ours).size()
                            + (same ? ", the same" : ", " + ours.getClass().getSimpleName()));
            if (!same) {
                different.add(
                        wanted + "\n" + pips.files() + "\n" + files(ours) + "\n" + reason(ours));
            }
        }
        assertThat(different).isEmpty();
    }

    private static String reason(ClosureOutcome outcome) {
        return outcome instanceof ClosureOutcome.Unresolvable(var reason) ? reason : "";
    }

    private void fill(Random random) {
        var names = List.of("a", "b", "c", "d", "e", "f", "g");
        server.publish("root==1.0", "a", "b", "c>=1");
        for (var name : names) {
            for (var major = 1; major <= 4; major++) {
                var version = major + (random.nextInt(9) == 0 ? ".0rc1" : ".0");
                var needs = new ArrayList<String>();
                for (var other : names) {
                    if (other.compareTo(name) > 0 && random.nextInt(3) == 0) {
                        needs.add(other + range(random));
                    }
                }
                if (random.nextInt(4) == 0) {
                    needs.add("g" + range(random) + "; extra == 'more'");
                }
                server.publish(name + "==" + version, needs.toArray(String[]::new));
                if (random.nextInt(12) == 0) {
                    server.yank(name + "-" + version + "-py3-none-any.whl", "seldom");
                }
            }
        }
    }

    private static String range(Random random) {
        var number = 1 + random.nextInt(4);
        return (random.nextInt(5) == 0 ? "[more]" : "")
                + switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> "==" + number + ".0";
                    case 2 -> "<" + (number + 1);
                    case 3 -> ">=" + number;
                    case 4 -> "!=" + number + ".0";
                    default -> "~=" + number + ".0";
                };
    }
}
