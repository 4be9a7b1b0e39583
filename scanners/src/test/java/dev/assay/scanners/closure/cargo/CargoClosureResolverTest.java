package dev.assay.scanners.closure.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrate.Need;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.artifact.cargo.IndexOutcome;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;

final class CargoClosureResolverTest {

    private final SampleCrateRegistry server = SampleCrateRegistry.start();
    private final CargoRegistry registry =
            new CargoRegistry(CargoConfiguration.of(server.url()), CargoLimits.DEFAULT);

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    private ClosureOutcome resolve(String name, String version) throws Exception {
        if (!(registry.find(name, null) instanceof IndexOutcome.Found(var file))) {
            return fail("no " + name);
        }
        return new CargoClosureResolver(registry, CargoTarget.of(null), Clock.systemUTC())
                .resolve(
                        new Purl("cargo", null, name, version),
                        file.find(version).orElseThrow(),
                        (purl, bytes) -> {});
    }

    private Closure closure(String name) throws Exception {
        var outcome = resolve(name, "1.0.0");
        return outcome instanceof ClosureOutcome.Resolved(var closure)
                ? closure
                : fail("not resolved: " + outcome);
    }

    private static List<String> versions(Closure closure) {
        return closure.packages().stream()
                .map(each -> each.purl().name() + " " + each.purl().version())
                .toList();
    }

    private static CargoManifest root(Closure closure) {
        return CargoManifest.read(closure.packages().getFirst().manifest()).orElseThrow();
    }

    private void publish(SampleCrate... crates) {
        for (var crate : crates) {
            server.publish(crate);
        }
    }

    @Test
    void takesTheHighestThatFitsAndSeveralLinesBesideEachOther() throws Exception {
        publish(
                SampleCrate.of("leaf", "0.3.1"),
                SampleCrate.of("leaf", "0.3.7"),
                SampleCrate.of("leaf", "0.4.2"),
                SampleCrate.of("leaf", "0.4.3-rc.1"),
                SampleCrate.of("middle", "1.2.0", Need.of("leaf", "0.3")),
                SampleCrate.of("root", "1.0.0", Need.of("middle", "1"), Need.of("leaf", "^0.4.0")));

        assertThat(versions(closure("root")))
                .containsExactlyInAnyOrder(
                        "root 1.0.0", "middle 1.2.0", "leaf 0.3.7", "leaf 0.4.2");
        assertThat(closure("root").packages())
                .extracting(each -> each.path())
                .containsExactly("", "leaf", "leaf@0.3", "middle");
    }

    @Test
    void goesBackWhereWishesContradictEachOther() throws Exception {
        publish(
                SampleCrate.of("leaf", "1.1.0"),
                SampleCrate.of("leaf", "1.5.0"),
                SampleCrate.of("other", "1.0.0"),
                SampleCrate.of("other", "1.0.1"),
                SampleCrate.of("strict", "1.0.0", Need.of("leaf", "=1.1.0")),
                SampleCrate.of(
                        "root",
                        "1.0.0",
                        Need.of("leaf", "1"),
                        Need.of("other", "1"),
                        Need.of("strict", "1")));

        assertThat(versions(closure("root")))
                .containsExactlyInAnyOrder(
                        "root 1.0.0", "leaf 1.1.0", "other 1.0.1", "strict 1.0.0");
    }

    @Test
    void saysWhichWishesCannotBeMetTogether() throws Exception {
        publish(
                SampleCrate.of("leaf", "1.1.0"),
                SampleCrate.of("leaf", "1.5.0"),
                SampleCrate.of("strict", "1.0.0", Need.of("leaf", "=1.1.0")),
                SampleCrate.of("root", "1.0.0", Need.of("leaf", "=1.5.0"), Need.of("strict", "1")));

        assertThat(resolve("root", "1.0.0"))
                .isInstanceOfSatisfying(
                        ClosureOutcome.Unresolvable.class,
                        stopped -> assertThat(stopped.reason()).contains("leaf", "needs"));
    }

    @Test
    void turnsOnFeaturesAndWhatTheyBringAlong() throws Exception {
        publish(
                SampleCrate.of("tls", "1.0.0").withFeature("ring"),
                SampleCrate.of("unused", "1.0.0").withFeature("x"),
                SampleCrate.of("log", "1.0.0"),
                SampleCrate.of(
                                "http",
                                "1.0.0",
                                Need.of("tls", "1").asOptional(),
                                Need.of("log", "1").asOptional(),
                                Need.of("unused", "1").asOptional())
                        .withFeature("default", "secure")
                        .withFeature("secure", "dep:tls", "tls?/ring", "unused?/x")
                        .withFeature("trace", "log"),
                SampleCrate.of("root", "1.0.0", Need.of("http", "1")),
                SampleCrate.of("plain", "1.0.0", Need.of("http", "1").withoutDefaults("trace")));

        assertThat(versions(closure("root")))
                .containsExactlyInAnyOrder("root 1.0.0", "http 1.0.0", "tls 1.0.0");
        assertThat(versions(closure("plain")))
                .containsExactlyInAnyOrder("plain 1.0.0", "http 1.0.0", "log 1.0.0");
    }

    @Test
    void takesWhatBuildsNeedAndNotWhatTestsDo() throws Exception {
        publish(
                SampleCrate.of("cc", "1.0.0"),
                SampleCrate.of("quick", "1.0.0"),
                SampleCrate.of(
                        "root",
                        "1.0.0",
                        Need.of("cc", "1").kind("build"),
                        Need.of("quick", "1").kind("dev")));

        assertThat(versions(closure("root"))).containsExactlyInAnyOrder("root 1.0.0", "cc 1.0.0");
    }

    @Test
    void leavesOtherPlatformsOutAndRecordsThem() throws Exception {
        publish(
                SampleCrate.of("winapi", "1.0.0"),
                SampleCrate.of("libc", "0.2.9"),
                SampleCrate.of("odd", "1.0.0"),
                SampleCrate.of(
                        "root",
                        "1.0.0",
                        Need.of("winapi", "1").target("cfg(windows)"),
                        Need.of("libc", "0.2").target("cfg(unix)"),
                        Need.of("odd", "1").target("cfg(nobody_knows)")));

        var closure = closure("root");

        assertThat(versions(closure))
                .containsExactlyInAnyOrder("root 1.0.0", "libc 0.2.9", "odd 1.0.0");
        assertThat(root(closure).elsewhere()).singleElement().asString().contains("winapi");
        assertThat(root(closure).notes()).singleElement().asString().contains("nobody_knows");
    }

    @Test
    void followsRenamedDependencies() throws Exception {
        publish(
                SampleCrate.of("real-name", "1.0.0"),
                SampleCrate.of("root", "1.0.0", Need.of("real-name", "1").called("nick")));

        assertThat(versions(closure("root"))).contains("real-name 1.0.0");
    }

    @Test
    void choosesNothingThatWasTakenBackUnlessItsLockSaysSo() throws Exception {
        publish(
                SampleCrate.of("leaf", "1.0.0"),
                SampleCrate.of("leaf", "1.1.0"),
                SampleCrate.of("root", "1.0.0", Need.of("leaf", "1")),
                SampleCrate.of("locked", "1.0.0", Need.of("leaf", "1"))
                        .withFile(
                                "Cargo.lock",
                                """
                                version = 4
                                [[package]]
                                name = "leaf"
                                version = "1.1.0"
                                source = "registry+https://index.example/"
                                """));
        server.yank("leaf", "1.1.0");

        assertThat(versions(closure("root"))).contains("leaf 1.0.0");
        var closure = closure("locked");
        assertThat(versions(closure)).contains("leaf 1.1.0");
        assertThat(root(closure).lock()).isEqualTo("Cargo.lock");
        assertThat(root(closure).notes()).singleElement().asString().contains("--locked");
    }

    @Test
    void saysThatALockDoesNotFitAndResolvesWithoutIt() throws Exception {
        publish(
                SampleCrate.of("leaf", "1.0.0"),
                SampleCrate.of("root", "1.0.0", Need.of("leaf", "1"))
                        .withFile(
                                "Cargo.lock",
                                """
                                [[package]]
                                name = "leaf"
                                version = "0.9.0"
                                source = "registry+https://index.example/"
                                """));

        var closure = closure("root");

        assertThat(versions(closure)).contains("leaf 1.0.0");
        assertThat(root(closure).lock()).isNull();
        assertThat(root(closure).notes()).singleElement().asString().contains("refuses --locked");
    }

    @Test
    void refusesOtherBytesThanALockNames() throws Exception {
        publish(
                SampleCrate.of("leaf", "1.0.0"),
                SampleCrate.of("root", "1.0.0", Need.of("leaf", "1"))
                        .withFile(
                                "Cargo.lock",
                                """
                                [[package]]
                                name = "leaf"
                                version = "1.0.0"
                                source = "registry+https://index.example/"
                                checksum = "%s"
                                """
                                        .formatted("0".repeat(64))));

        assertThat(resolve("root", "1.0.0"))
                .isInstanceOfSatisfying(
                        ClosureOutcome.Unresolvable.class,
                        stopped -> assertThat(stopped.reason()).contains("checksum"));
    }
}
