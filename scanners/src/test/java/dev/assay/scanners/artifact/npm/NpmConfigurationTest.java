package dev.assay.scanners.artifact.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

final class NpmConfigurationTest {

    private static final String DEFINITIONS =
            "node_modules/@npmcli/config/lib/definitions/definitions.js";

    @TempDir Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path project;
    private Path home;

    @BeforeEach
    void createFolders() throws IOException {
        project = Files.createDirectories(folder.resolve("project"));
        home = Files.createDirectories(folder.resolve("home"));
    }

    @Test
    void hasNoRegistryOfItsOwn() {
        assertThat(read().registry()).isEmpty();
        assertThat(read().registryFor("@scope/name")).isEmpty();
    }

    @Test
    void readsEachPlaceBeforeTheNext() throws IOException {
        installNpm();
        assertThat(read().registry()).contains(URI.create("https://built-in.example/"));

        write("npm/lib/node_modules/npm/npmrc", "registry=http://builtin-npmrc.example");
        assertThat(read().registry()).contains(URI.create("http://builtin-npmrc.example/"));

        write("npm/etc/npmrc", "registry=http://global.example");
        assertThat(read().registry()).contains(URI.create("http://global.example/"));

        write("home/.npmrc", "registry=http://user.example/path");
        assertThat(read().registry()).contains(URI.create("http://user.example/path/"));

        write("project/.npmrc", "registry = \"http://project.example\" ");
        assertThat(read().registry()).contains(URI.create("http://project.example/"));

        environment.put("NPM_CONFIG_REGISTRY", "http://variable.example");
        assertThat(read().registry()).contains(URI.create("http://variable.example/"));

        var explicit = URI.create("http://setting.example");
        assertThat(NpmConfiguration.read(environment, project, home, explicit).registry())
                .contains(URI.create("http://setting.example/"));
    }

    @Test
    void readsTheUserConfigurationFromWhereAVariableSays() throws IOException {
        write("elsewhere", "registry=http://elsewhere.example");
        environment.put("npm_config_userconfig", folder.resolve("elsewhere").toString());

        assertThat(read().registry()).contains(URI.create("http://elsewhere.example/"));
    }

    @Test
    void givesAScopeItsOwnRegistry() throws IOException {
        write("home/.npmrc", "registry=http://all.example\n@scope:registry=http://scope.example\n");

        assertThat(read().registryFor("@scope/name")).contains(URI.create("http://scope.example/"));
        assertThat(read().registryFor("@other/name")).contains(URI.create("http://all.example/"));
        assertThat(read().registryFor("scope")).contains(URI.create("http://all.example/"));
    }

    @Test
    void sendsASecretOnlyWhereItWasWrittenFor() throws IOException {
        environment.put("TOKEN", "t1");
        write(
                "home/.npmrc",
                """
                ; comments and sections are passed over
                //a.example/:_authToken=${TOKEN}
                //a.example/deep/:_auth=dXNlcjpwYXNz
                //b.example:8443/npm/:username=user
                //b.example:8443/npm/:_password=cGFzcw==
                //c.example/:_authToken=${MISSING?}x # not this
                """);
        var configuration = read();

        assertThat(authorization(configuration, "https://a.example/x")).isEqualTo("Bearer t1");
        assertThat(authorization(configuration, "https://a.example/deep/x/y"))
                .isEqualTo("Basic dXNlcjpwYXNz");
        assertThat(authorization(configuration, "https://b.example:8443/npm/x"))
                .isEqualTo("Basic dXNlcjpwYXNz");
        assertThat(authorization(configuration, "https://c.example/")).isEqualTo("Bearer x");
        assertThat(authorization(configuration, "https://b.example:8443/other")).isNull();
        assertThat(authorization(configuration, "https://b.example/npm/x")).isNull();
        assertThat(authorization(configuration, "https://sub.a.example/x")).isNull();
        assertThat(authorization(configuration, "https://a.example.evil/x")).isNull();
    }

    @Test
    void fetchesFromTheConfiguredRegistryWhatPointsAtTheBuiltInOne() throws IOException {
        installNpm();
        write("home/.npmrc", "registry=http://mirror.example/npm/");
        var registry = URI.create("http://mirror.example/npm/");
        var named = URI.create("https://built-in.example/a/-/a-1.0.0.tgz");

        assertThat(read().tarballAddress(named, registry))
                .isEqualTo(URI.create("http://mirror.example/npm/a/-/a-1.0.0.tgz"));
        assertThat(read().tarballAddress(URI.create("https://cdn.example/a.tgz"), registry))
                .isEqualTo(URI.create("https://cdn.example/a.tgz"));

        write("home/.npmrc", "registry=http://mirror.example/npm/\nreplace-registry-host=never");
        assertThat(read().tarballAddress(named, registry)).isEqualTo(named);

        write("home/.npmrc", "registry=http://mirror.example/npm/\nreplace-registry-host=always");
        assertThat(read().tarballAddress(URI.create("https://cdn.example/npm/a.tgz"), registry))
                .isEqualTo(URI.create("http://mirror.example/npm/a.tgz"));
    }

    @Test
    void refusesASettingThatIsNoAddress() {
        assertThatThrownBy(
                        () ->
                                NpmConfiguration.read(
                                        environment, project, home, URI.create("registry.example")))
                .hasMessage("the npm registry 'registry.example' is no http or https address");
    }

    @Test
    void findsTheRegistryOfARealNpm() {
        var real = InstalledNpm.find(System.getenv());
        assumeTrue(real.isPresent(), "no npm on this machine");

        assertThat(real.orElseThrow().builtInRegistry()).isPresent();
    }

    private NpmConfiguration read() {
        return NpmConfiguration.read(environment, project, home, null);
    }

    private static @Nullable String authorization(NpmConfiguration configuration, String address) {
        return configuration.authorizationFor(URI.create(address));
    }

    /** The layout of npm's own installation: {@code bin/npm} is a link into the package. */
    private void installNpm() throws IOException {
        var source =
                "  registry: new Definition('registry', {\n    default: 'https://built-in.example/',\n";
        write("npm/lib/node_modules/npm/" + DEFINITIONS, source);
        write("npm/lib/node_modules/npm/bin/npm-cli.js", "");
        write("npm/bin/node", "");
        Files.createSymbolicLink(
                folder.resolve("npm/bin/npm"), Path.of("../lib/node_modules/npm/bin/npm-cli.js"));
        environment.put("PATH", folder.resolve("npm/bin").toString());
    }

    private void write(String file, String content) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
