package dev.assay.scanners.artifact.cargo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where crates come from, by the files and variables that cargo reads. */
final class CargoConfigurationTest {

    private static final URI CRATES = URI.create("https://crates.example/index/");

    @TempDir Path home;

    private CargoConfiguration read(String config, String credentials) throws IOException {
        Files.writeString(home.resolve("config.toml"), config);
        Files.writeString(home.resolve("credentials.toml"), credentials);
        return CargoConfiguration.read(
                Map.of("CARGO_HOME", home.toString()), home.resolve("user"), null, null);
    }

    @Test
    void takesWhatStandsForCargosOwnRegistry() throws Exception {
        var read =
                read(
                        """
                        [source.crates-io]
                        replace-with = "mirror"
                        [source.mirror]
                        registry = "sparse+https://crates.example/index"
                        """,
                        "");

        assertThat(read.index()).contains(CRATES);
        assertThat(read.namedBy()).contains("mirror");
        assertThat(read.hasCredentials()).isFalse();
    }

    @Test
    void followsSourcesToARegistryWithItsToken() throws Exception {
        var read =
                read(
                        """
                        [source.crates-io]
                        replace-with = "a"
                        [source.a]
                        replace-with = "acme"
                        [registries.acme]
                        index = "sparse+https://crates.example/index/"
                        """,
                        "[registries.acme]\ntoken = \"secret\"\n");

        assertThat(read.index()).contains(CRATES);
        assertThat(read.authorizationFor(CRATES.resolve("se/rd/serde"))).isEqualTo("secret");
        // Also where the registry says that its crates lie somewhere else.
        assertThat(read.authorizationFor(URI.create("https://files.example/serde"))).isNull();
    }

    @Test
    void takesTheDefaultRegistryAndVariables() throws Exception {
        Files.writeString(home.resolve("config.toml"), "[registry]\ndefault = \"acme-one\"\n");
        var read =
                CargoConfiguration.read(
                        Map.of(
                                "CARGO_HOME",
                                home.toString(),
                                "CARGO_REGISTRIES_ACME_ONE_INDEX",
                                "sparse+https://crates.example/index/"),
                        home,
                        null,
                        null);

        assertThat(read.index()).contains(CRATES);
    }

    @Test
    void saysWhatToSetWhereNothingIsConfigured() throws Exception {
        for (var config :
                List.of(
                        "",
                        "[source.crates-io]\nreplace-with = \"x\"\n[source.x]\ndirectory = \"v\"\n",
                        "[source.crates-io]\nreplace-with = \"x\"\n[source.x]\nregistry = \"https://git.example/i\"\n",
                        "[source.crates-io]\nreplace-with = \"x\"\n[source.x]\nreplace-with = \"x\"\n",
                        "[registry]\ndefault = \"nowhere\"\n",
                        "[source")) {
            var read = read(config, "");
            assertThat(read.index()).as(config).isEmpty();
            assertThat(read.namedBy()).as(config).contains("set assay.upstream.cargo.url");
        }
    }

    @Test
    void takesItsOwnSettingWithOrWithoutTheProtocolsName() throws Exception {
        for (var url : List.of("sparse+https://crates.example/index/", CRATES.toString())) {
            assertThat(CargoConfiguration.read(Map.of(), home, url, "t").index()).contains(CRATES);
        }
        assertThatThrownBy(
                        () ->
                                CargoConfiguration.read(
                                        Map.of(), home, "https://me:secret@crates.example/", null))
                .hasMessageNotContaining("secret");
    }

    @Test
    void asksForABoundNameWhereItIsBoundAndNowhereElse() throws Exception {
        try (var open = SampleCrateRegistry.start();
                var closed = SampleCrateRegistry.start().requiring("secret")) {
            open.publish(SampleCrate.of("acme_tool", "9.0.0"))
                    .publish(SampleCrate.of("a", "1.0.0"));
            closed.publish(SampleCrate.of("acme-mail", "1.0.0"));
            var configuration =
                    CargoConfiguration.of(open.url())
                            .with(
                                    List.of(
                                            new OtherUpstream(
                                                    closed.url(), List.of("acme-*"), "secret")),
                                    NameOwners.inMemory(),
                                    OwnPackages.NONE);
            try (var registry = new CargoRegistry(configuration, CargoLimits.DEFAULT)) {
                assertThat(registry.find("acme-mail", null)).isInstanceOf(IndexOutcome.Found.class);
                assertThat(registry.find("a", null)).isInstanceOf(IndexOutcome.Found.class);
                // An underscore makes no other name, so that nobody else can be taken for it.
                assertThat(registry.find("acme_tool", null))
                        .isInstanceOf(IndexOutcome.NotFound.class);
                assertThat(registry.find("ACME-mail", null))
                        .isInstanceOf(IndexOutcome.NotFound.class);
            }
            assertThat(open.requests()).noneMatch(each -> each.contains("acme"));
            assertThat(closed.requests()).noneMatch(each -> each.endsWith("/a"));
        }
    }
}
