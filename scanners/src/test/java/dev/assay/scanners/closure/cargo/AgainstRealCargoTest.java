package dev.assay.scanners.closure.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrate.Need;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.scanners.artifact.cargo.CargoConfiguration;
import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.artifact.cargo.IndexOutcome;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The cargo of this machine and ours take the same crates from the same registry. */
@Timeout(240)
final class AgainstRealCargoTest {

    private static final Path RUN = Path.of(System.getProperty("user.home"));

    @TempDir Path folder;
    private final SampleCrateRegistry server = SampleCrateRegistry.start();

    @AfterEach
    void stop() {
        server.close();
    }

    private static boolean isHere() {
        try {
            var output =
                    new ProcessBuilder("cargo", "--version")
                            .directory(RUN.toFile())
                            .redirectErrorStream(true)
                            .start();
            var text = new String(output.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return output.waitFor() == 0 && text.matches("(?s)cargo 1\\.(7\\d|8\\d|9\\d|\\d{3}).*");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What cargo fetches for a project that needs one crate. */
    private Set<String> fetched(String name, String version) throws Exception {
        var home = Files.createTempDirectory(folder, "home");
        var project = Files.createTempDirectory(folder, "project");
        Files.createDirectories(project.resolve("src"));
        Files.writeString(project.resolve("src/lib.rs"), "");
        Files.writeString(
                home.resolve("config.toml"),
                "[source.crates-io]\nreplace-with = \"x\"\n[source.x]\nregistry = \"sparse+"
                        + server.url()
                        + "\"\n");
        Files.writeString(
                project.resolve("Cargo.toml"),
                "[package]\nname = \"p\"\nversion = \"0.1.0\"\nedition = \"2021\"\n"
                        + "[dependencies]\n"
                        + name
                        + " = \"="
                        + version
                        + "\"\n");
        var builder = new ProcessBuilder("cargo", "fetch", "--target", CargoTarget.DEFAULT);
        builder.environment().keySet().removeIf(each -> each.startsWith("CARGO"));
        builder.environment().put("CARGO_HOME", home.toString());
        var log = folder.resolve("log").toFile();
        var process =
                builder.directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        if (process.exitValue() != 0) {
            return Set.of("refused");
        }
        try (var files = Files.walk(home.resolve("registry/cache"))) {
            return files.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".crate"))
                    .map(each -> each.replaceFirst("\\.crate$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Set<String> resolved(String name, String version) throws Exception {
        try (var registry =
                new CargoRegistry(CargoConfiguration.of(server.url()), CargoLimits.DEFAULT)) {
            var file = ((IndexOutcome.Found) registry.find(name, null)).file();
            var outcome =
                    new CargoClosureResolver(registry, CargoTarget.of(null), Clock.systemUTC())
                            .resolve(
                                    new Purl("cargo", null, name, version),
                                    file.find(version).orElseThrow(),
                                    (purl, bytes) -> {});
            return outcome instanceof ClosureOutcome.Resolved(var closure)
                    ? closure.packages().stream()
                            .map(each -> each.purl().name() + "-" + each.purl().version())
                            .collect(Collectors.toCollection(TreeSet::new))
                    : Set.of("refused");
        }
    }

    private void isTheSame(String name, String version) throws Exception {
        assertThat(resolved(name, version)).isEqualTo(fetched(name, version));
    }

    private void publish(SampleCrate... crates) {
        for (var crate : crates) {
            server.publish(crate);
        }
    }

    @Test
    void takesTheSameOfPlatformsFeaturesLinesAndBuilds() throws Exception {
        assumeTrue(isHere(), "no cargo that speaks the sparse protocol on this machine");
        publish(
                SampleCrate.of("leaf", "0.3.1"),
                SampleCrate.of("leaf", "0.3.7"),
                SampleCrate.of("leaf", "0.4.2"),
                SampleCrate.of("libc", "0.2.170"),
                SampleCrate.of("winapi", "0.3.9"),
                SampleCrate.of("cc", "1.2.0", Need.of("shlex", "1")),
                SampleCrate.of("shlex", "1.3.0"),
                SampleCrate.of("tls", "1.0.0", Need.of("leaf", "0.4")).withFeature("ring"),
                SampleCrate.of("log", "0.4.0"),
                SampleCrate.of(
                                "http",
                                "1.2.3",
                                Need.of("tls", "1").asOptional(),
                                Need.of("log", "0.4").asOptional(),
                                Need.of("libc", "0.2").target("cfg(unix)"),
                                Need.of("winapi", "0.3").target("cfg(windows)"))
                        .withFeature("default", "secure")
                        .withFeature("secure", "dep:tls", "tls/ring")
                        .withFeature("trace", "dep:log"),
                SampleCrate.of(
                        "root",
                        "1.0.0",
                        Need.of("http", "1").withoutDefaults("trace"),
                        Need.of("leaf", ">=0.3, <0.5").called("sheet"),
                        Need.of("cc", "1").kind("build"),
                        Need.of("nobody", "1").kind("dev")),
                SampleCrate.of("whole", "2.0.0", Need.of("root", "1"), Need.of("http", "1.2")));

        isTheSame("root", "1.0.0");
        isTheSame("whole", "2.0.0");
    }

    /** Small registries out of a seed: their wishes contradict each other more often than not. */
    @Test
    void takesTheSameWhereWishesContradictEachOther() throws Exception {
        assumeTrue(isHere(), "no cargo that speaks the sparse protocol on this machine");
        var random = new Random(7);
        for (var round = 0; round < 12; round++) {
            var names = List.of("r" + round + "a", "r" + round + "b", "r" + round + "c");
            for (var name : names) {
                for (var minor = 0; minor < 3; minor++) {
                    var later = names.subList(names.indexOf(name) + 1, names.size());
                    publish(
                            SampleCrate.of(
                                    name,
                                    "1." + minor + ".0",
                                    later.stream()
                                            .map(
                                                    each ->
                                                            Need.of(
                                                                    each,
                                                                    List.of(
                                                                                    "1", "=1.0.0",
                                                                                    "=1.1.0",
                                                                                    "<1.2", "~1.1")
                                                                            .get(
                                                                                    random.nextInt(
                                                                                            5))))
                                            .toArray(Need[]::new)));
                }
            }
            publish(
                    SampleCrate.of(
                            "r" + round + "root",
                            "1.0.0",
                            names.stream()
                                    .map(each -> Need.of(each, random.nextBoolean() ? "1" : "<1.2"))
                                    .toArray(Need[]::new)));

            isTheSame("r" + round + "root", "1.0.0");
        }
    }
}
