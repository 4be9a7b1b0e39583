package dev.assay.scanners.clientconfig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.clientconfig.ClientConfiguration.Servers;
import dev.assay.scanners.clientconfig.ClientConfiguration.Unreadable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What each client's configuration starts. */
class ClientConfigurationTest {

    @Test
    void readsTheFormOfClaudeCursorAndWindsurf() {
        var servers =
                servers(
                        """
                        {
                          "mcpServers": {
                            "mail": {
                              "command": "npx",
                              "args": ["-y", "--registry=http://gate/npm/", "@scope/mail@1.2.3", "--verbose"]
                            },
                            "far": {"type": "http", "url": "https://mcp.example.com/"}
                          }
                        }
                        """);

        assertThat(servers)
                .containsExactly(
                        new ConfiguredServer(
                                "mail",
                                3,
                                new Launch.Package(
                                        "npm",
                                        "@scope/mail",
                                        "1.2.3",
                                        "http://gate/npm/",
                                        List.of("--verbose")),
                                List.of()),
                        new ConfiguredServer(
                                "far",
                                7,
                                new Launch.Remote("https://mcp.example.com/"),
                                List.of()));
    }

    @Test
    void readsTheFormOfVisualStudioCodeWithCommentsAndTrailingCommas() {
        var servers =
                servers(
                        """
                        // ours
                        { "inputs": [], "servers": {
                            /* mail */ "mail": {"type": "stdio", "command": "npx.cmd", "args": ["mail"],},
                        } }
                        """);

        assertThat(servers)
                .extracting(ConfiguredServer::line, ConfiguredServer::launch)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                3, new Launch.Package("npm", "mail", null, null)));
    }

    @Test
    void readsTheProjectsOfClaudeCodeTheListsOfOpenCodeAndTheSettingsOfVisualStudioCode() {
        assertThat(
                        launches(
                                """
                                {"mcpServers": {"a": {"command": "uvx", "args": ["one==1.0"]}},
                                 "projects": {"/p": {"mcpServers": {"b": {"command": "npx", "args": ["two"]}}}}}
                                """))
                .containsExactly(
                        new Launch.Package("pypi", "one", "1.0", null),
                        new Launch.Package("npm", "two", null, null));
        assertThat(launches("{\"mcp\": {\"c\": {\"command\": [\"bunx\", \"three@2.0.0\"]}}}"))
                .containsExactly(new Launch.Package("npm", "three", "2.0.0", null));
        assertThat(launches("{\"mcp\": {\"servers\": {\"d\": {\"url\": \"https://x.example\"}}}}"))
                .containsExactly(new Launch.Remote("https://x.example"));
    }

    @Test
    void readsThePackagesOfServerJson() {
        assertThat(
                        launches(
                                """
                                {"name": "com.example/mail", "packages": [
                                  {"registryType": "npm", "identifier": "mail", "version": "1.0.0"},
                                  {"registryType": "oci", "identifier": "ghcr.example/mail@sha256:abc"},
                                  {"registryType": "cargo", "identifier": "mail", "version": "1.0.0"},
                                  {"registryType": "nuget", "identifier": "Acme.Mail", "version": "1.0"},
                                  {"registryType": "go", "identifier": "mail"}],
                                 "remotes": [{"type": "sse", "url": "https://mcp.example.com/sse"}]}
                                """))
                .containsExactly(
                        new Launch.Package("npm", "mail", "1.0.0", null),
                        new Launch.Container("ghcr.example/mail", "sha256:abc"),
                        new Launch.Package("cargo", "mail", "1.0.0", null),
                        new Launch.Package("nuget", "Acme.Mail", "1.0", null),
                        new Launch.Unclear("packages of type 'go' are not known"),
                        new Launch.Remote("https://mcp.example.com/sse"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    npx -y mail                              | npm  | mail | ""
                    npx --yes mail@latest                    | npm  | mail | latest
                    npx -p @scope/mail@1.0.0 mail-server     | npm  | @scope/mail | 1.0.0
                    npm exec -- mail@^1.2.0                  | npm  | mail | ^1.2.0
                    pnpm dlx mail@1.0.0                      | npm  | mail | 1.0.0
                    yarn dlx mail                            | npm  | mail | ""
                    cmd /c npx -y mail@1.0.0                 | npm  | mail | 1.0.0
                    /usr/local/bin/npx mail@1.0.0            | npm  | mail | 1.0.0
                    uvx mail@2.0                             | pypi | mail | 2.0
                    uvx --from mail[extra]==2.0 mail-server  | pypi | mail | 2.0
                    uv tool run mail>=2                      | pypi | mail | >=2
                    pipx run mail==2.0.1                     | pypi | mail | 2.0.1
                    dnx Acme.Mail@1.2.0 --yes                | nuget | Acme.Mail | 1.2.0
                    dnx Acme.Mail --version 1.2.0 -y         | nuget | Acme.Mail | 1.2.0
                    dnx --yes Acme.Mail                      | nuget | Acme.Mail | ""
                    dotnet tool exec Acme.Mail@1.* -- --all  | nuget | Acme.Mail | 1.*
                    """)
    void findsThePackageInACommand(String command, String type, String name, String version) {
        assertThat(launch(command))
                .isInstanceOfSatisfying(
                        Launch.Package.class,
                        it -> {
                            assertThat(it.type()).isEqualTo(type);
                            assertThat(it.name()).isEqualTo(name);
                            assertThat(it.version() == null ? "" : it.version()).isEqualTo(version);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "npm, 1.2.3, true",
        "npm, 1.2.3-beta.1, true",
        "npm, 1.2, false",
        "npm, ^1.2.3, false",
        "npm, =1.2.3, false",
        "npm, v1.2.3, false",
        "npm, latest, false",
        "npm, 1.x, false",
        "pypi, 1.2.3, true",
        "pypi, 2024.1, true",
        "pypi, 1.0rc1, true",
        "pypi, 1.*, false",
        "pypi, >=1, false",
        "nuget, 1.0, true",
        "nuget, 1.*, false",
        "cargo, 1.0.0, true",
        "cargo, 1.0, false"
    })
    void takesAWholeVersionAloneForPinned(String type, String version, boolean pinned) {
        assertThat(new Launch.Package(type, "mail", version, null).pinned()).isEqualTo(pinned);
    }

    @Test
    void saysWhatItCannotTell() {
        assertThat(launch("bash -c start")).isInstanceOf(Launch.Unclear.class);
        assertThat(launch("npx github:owner/repo")).isInstanceOf(Launch.Unclear.class);
        assertThat(launch("npx owner/repo")).isInstanceOf(Launch.Unclear.class);
        assertThat(launch("npx -y")).isInstanceOf(Launch.Unclear.class);
        assertThat(launch("node server.js"))
                .isEqualTo(new Launch.Program(List.of("node", "server.js")));
        assertThat(launch("docker run -i --rm -e KEY ghcr.example/mail:1"))
                .isEqualTo(
                        new Launch.Container(
                                "ghcr.example/mail:1",
                                null,
                                List.of(
                                        "docker",
                                        "run",
                                        "-i",
                                        "--rm",
                                        "-e",
                                        "KEY",
                                        "ghcr.example/mail:1"),
                                6));
        assertThat(launch("docker run --env=KEY mail@sha256:abc x"))
                .isEqualTo(
                        new Launch.Container(
                                "mail",
                                "sha256:abc",
                                List.of("docker", "run", "--env=KEY", "mail@sha256:abc", "x"),
                                3));
    }

    @Test
    void keepsWhatIsTheServersOwn() {
        assertThat(
                        launch(
                                "dnx --source https://gate.example/v3/index.json Acme.Mail@1.2.0 -y -- --all"))
                .isEqualTo(
                        new Launch.Package(
                                "nuget",
                                "Acme.Mail",
                                "1.2.0",
                                "https://gate.example/v3/index.json",
                                List.of("--all")));
        assertThat(launch("uvx mail==1.0 --folder /data"))
                .isEqualTo(
                        new Launch.Package(
                                "pypi", "mail", "1.0", null, List.of("--folder", "/data")));
        assertThat(launch("dnx --yes")).isInstanceOf(Launch.Unclear.class);
    }

    @Test
    void namesSecretsThatStandThereAndNotTheirValues() {
        var server =
                servers(
                                """
                                {"mcpServers": {"a": {"command": "npx", "args": ["mail@1.0.0"],
                                  "env": {"MAIL_TOKEN": "s3cr3t-s3cr3t", "API_KEY": "${input:key}", "REGION": "eu-central-1"},
                                  "headers": {"Authorization": "Bearer abcdefgh"}}}}
                                """)
                        .getFirst();

        assertThat(server.secrets()).containsExactly("MAIL_TOKEN", "Authorization");
        assertThat(server.toString()).doesNotContain("s3cr3t").doesNotContain("abcdefgh");
    }

    @Test
    void namesWhatItCannotRead() {
        for (var text :
                List.of(
                        "",
                        "{",
                        "[1]",
                        "{}",
                        "not json",
                        "[".repeat(100_000),
                        "{\"mcpServers\": 3}")) {
            assertThat(ClientConfiguration.read(text))
                    .as(text.substring(0, Math.min(20, text.length())))
                    .isInstanceOfAny(Unreadable.class, Servers.class);
        }
        assertThat(ClientConfiguration.read("{}")).isInstanceOf(Unreadable.class);
        assertThat(ClientConfiguration.read("{\"a\": \n }x"))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.why()).contains("no JSON"));
        assertThat(ClientConfiguration.read("{\"mcpServers\": {}}"))
                .isEqualTo(new Servers(List.of()));
    }

    private static Launch launch(String command) {
        var words = List.of(command.split(" "));
        return Launches.of(words.getFirst(), words.subList(1, words.size()), java.util.Map.of());
    }

    private static List<Launch> launches(String text) {
        return servers(text).stream().map(ConfiguredServer::launch).toList();
    }

    private static List<ConfiguredServer> servers(String text) {
        return ((Servers) ClientConfiguration.read(text)).servers();
    }
}
