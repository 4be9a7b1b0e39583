package dev.assay.scanners.artifact.nuget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.NameOwners;
import dev.assay.scanners.artifact.NameRoute;
import dev.assay.scanners.artifact.OtherUpstream;
import dev.assay.scanners.artifact.OwnPackages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

final class NugetConfigurationTest {

    @TempDir Path home;

    private NugetConfiguration read(String user, String machine) throws Exception {
        var file = home.resolve(".nuget/NuGet/NuGet.Config");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<configuration>" + user + "</configuration>");
        var other = home.resolve("machine/NuGet/Config/Company.config");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "<configuration>" + machine + "</configuration>");
        return NugetConfiguration.read(
                Map.of("NUGET_COMMON_APPLICATION_DATA", home.resolve("machine").toString()),
                home,
                null);
    }

    @Test
    void takesTheFirstSourceThatIsOnAndSpeaksV3WithItsPasswordInClearText() throws Exception {
        var configuration =
                read(
                        """
                        <packageSources>
                          <add key="old" value="https://old.example/api/v2" />
                          <add key="off" value="https://off.example/v3/index.json" />
                          <add key="my feed" value="https://feed.example/v3/index.json" />
                        </packageSources>
                        <disabledPackageSources><add key="off" value="true" />
                        </disabledPackageSources>
                        <packageSourceCredentials><my_x0020_feed>
                          <add key="Username" value="me" />
                          <add key="ClearTextPassword" value="secret" /></my_x0020_feed>
                        </packageSourceCredentials>
                        """,
                        "");

        assertThat(configuration.source()).contains(URI.create("https://feed.example/v3/"));
        assertThat(configuration.namedBy()).endsWith("NuGet.Config");
        assertThat(configuration.authorizationFor(URI.create("https://feed.example/flat/a")))
                .isEqualTo("Basic bWU6c2VjcmV0");
        assertThat(configuration.authorizationFor(URI.create("https://other.example/"))).isNull();
    }

    @Test
    void takesTheMachinesUnlessTheUserForgetsIt() throws Exception {
        var machine =
                "<packageSources><add key=\"m\" value=\"https://m.example/index.json\" />"
                        + "</packageSources>";

        assertThat(read("", machine).source()).contains(URI.create("https://m.example/"));
        assertThat(read("<packageSources><clear /></packageSources>", machine).source()).isEmpty();
    }

    @Test
    void asksAPrivateSourceAloneForWhatIsBoundToIt() {
        var other =
                new OtherUpstream(
                        URI.create("https://acme.example/v3/index.json"),
                        List.of("Acme.*"),
                        "Bearer t");
        var configuration =
                NugetConfiguration.of(URI.create("https://feed.example/v3/index.json"))
                        .with(List.of(other), NameOwners.inMemory(), OwnPackages.NONE);

        assertThat(configuration.route("acme.tools"))
                .contains(new NameRoute.To(URI.create("https://acme.example/v3/")));
        assertThat(configuration.route("serilog"))
                .contains(new NameRoute.To(URI.create("https://feed.example/v3/")));
        assertThat(configuration.authorizationFor(URI.create("https://acme.example/v3/flat/a")))
                .isEqualTo("Bearer t");
        assertThat(
                        configuration.isElsewhere(
                                URI.create("https://acme.example/v3/flat/a"),
                                URI.create("https://feed.example/v3/")))
                .isTrue();
    }
}
