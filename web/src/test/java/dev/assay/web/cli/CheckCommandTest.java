package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.gate.Snapshots;
import dev.assay.scanners.coordinates.NugetName;
import dev.assay.scanners.coordinates.NugetVersion;
import dev.assay.scanners.coordinates.OciName;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.RemoteEndpoint;
import dev.assay.web.Installation;
import dev.assay.web.RunningAssay;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.yaml.snakeyaml.Yaml;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code assay check} against a running service, by hand, before a commit and in a build. */
@RunningAssay
class CheckCommandTest {

    private static final Path SAMPLES = Path.of("../samples/ci").toAbsolutePath().normalize();

    @Autowired Installation installation;
    @Autowired ReleaseStore releases;
    @Autowired GateListener gate;
    @Autowired Snapshots snapshots;
    @LocalServerPort int port;
    @TempDir Path folder;

    private final StringWriter said = new StringWriter();
    private Purl purl;
    private Id release;

    @BeforeEach
    void approve() throws IOException {
        purl = installation.somePackage();
        release = approve(purl);
    }

    private Id approve(Purl asked) throws IOException {
        var review =
                installation.inReview(
                        asked, installation.account(Role.REQUESTER), List.of(), List.of());
        var id = review.releaseId();
        releases.move(id, EnumSet.of(ReleaseState.IN_REVIEW), ReleaseState.APPROVED, "approved");
        releases.approved(id, Stage.PRODUCTION, Instant.parse("2040-01-01T00:00:00Z"));
        snapshots.refresh();
        return id;
    }

    @Test
    void saysWhatTheGateSaysOfAVersionThatIsApprovedForLess() throws IOException {
        releases.approved(release, Stage.PILOT, Instant.parse("2040-01-01T00:00:00Z"));
        snapshots.refresh();

        var status = check(npx("--registry=" + registry(), purl.packageName() + "@1.0.0"));

        assertThat(status).isEqualTo(ExitCodes.FOUND);
        assertThat(said.toString())
                .contains("is approved for pilot alone, see http://localhost:" + port)
                .doesNotContain("instead");
    }

    @Test
    void findsNothingWhereAnApprovedVersionComesFromTheGate() throws IOException {
        var status = check(npx("--registry=" + registry(), purl.packageName() + "@1.0.0"));

        assertThat(said.toString()).contains("1 server in 1 file: nothing to say.");
        assertThat(status).isZero();
    }

    @Test
    void givesTheLineToWriteForWhatIsNotPinned() throws IOException {
        var status = check(npx("-y", purl.packageName()));

        assertThat(status).isEqualTo(ExitCodes.FOUND);
        assertThat(said.toString())
                .contains("mcp.json:2  HIGH  mail: " + purl.packageName() + " is whatever version")
                .contains(
                        "\"mail\": {\"command\":\"npx\",\"args\":[\"-y\",\"--registry="
                                + registry()
                                + "\",\""
                                + purl.packageName()
                                + "@1.0.0\"]}");
    }

    @Test
    void keepsTheArgumentsThatAreTheServersOwn() throws IOException {
        check(npx("-y", purl.packageName(), "--folder", "/data"));

        assertThat(said.toString()).contains("@1.0.0\",\"--folder\",\"/data\"]}");
    }

    @Test
    void asksForImagesByTheirDigestAndGivesTheGatesNameForThem() throws IOException {
        var digest = "sha256:" + "ab".repeat(32);
        var name = "reg.example:5000/acme/" + purl.name();
        var image = OciName.parse(name).orElseThrow().purl("1.2.0@" + digest);
        approve(image);
        var gateHost = "localhost:" + gate.port();
        var there = gateHost + "/reg.example_5000/acme/" + purl.name() + "@" + digest;

        check(start("docker", "run", "-i", "--rm", "-e", "TOKEN", name + ":1.2.0", "--all"));
        assertThat(said.toString())
                .contains("is named by a tag, which can be another one tomorrow")
                .contains("\"-e\",\"TOKEN\",\"" + there + "\",\"--all\"]}");
        check(start("docker", "run", "-i", name + "@" + digest));
        assertThat(said.toString())
                .contains("fetched by its own name and not from the gate", there);
        assertThat(check(start("docker", "run", "-i", "--rm", there))).isZero();
        check(start("docker", "run", "-i", name + "@sha256:" + "cd".repeat(32)));
        assertThat(said.toString()).contains("nobody has approved " + name, there);
    }

    @Test
    void asksForServersThatRunElsewhereByTheirAddress() throws IOException {
        var address = "https://mcp.example.com/" + purl.name();
        var configuration = "{\"mcpServers\": {\"far\": {\"url\": \"" + address + "/\"}}}";

        assertThat(check(configuration)).isEqualTo(ExitCodes.FOUND);
        assertThat(said.toString()).contains(address + ", which nobody has approved");
        approve(RemoteEndpoint.parse(address).purl("20260131T120000Z.1a2b3c4d5e6f"));
        assertThat(check(configuration)).isZero();
        check("{\"mcpServers\": {\"far\": {\"url\": \"https://mcp.example.com/?key=1\"}}}");
        assertThat(said.toString()).contains("may have no query").doesNotContain("NullPointer");
    }

    @Test
    void knowsToolsOfDotNet() throws IOException {
        var nuget = NugetName.purl(purl.name(), NugetVersion.of("1.2.0").orElseThrow());
        var id = approve(nuget);
        var source = "http://localhost:" + gate.port() + "/nuget/~/" + id + "/v3/index.json";

        check(start("dnx", nuget.name().toUpperCase(Locale.ROOT), "--yes", "--", "--all"));
        assertThat(said.toString())
                .contains(
                        "{\"command\":\"dnx\",\"args\":[\""
                                + nuget.name()
                                + "@1.2.0\",\"--source\",\""
                                + source
                                + "\",\"--yes\",\"--\",\"--all\"]}");
        assertThat(check(start("dnx", nuget.name() + "@1.2", "--source", source, "--yes")))
                .isZero();
    }

    @Test
    void tellsWhatIsUnknownRevokedOrPastTheGate() throws IOException {
        check(npx("-y", purl.packageName() + "@9.9.9"));
        assertThat(said.toString()).contains("nobody has asked for").contains("@1.0.0");

        check(npx("--registry=http://elsewhere.example/", purl.packageName() + "@1.0.0"));
        assertThat(said.toString())
                .contains("fetched from elsewhere.example and not from the gate");

        releases.move(
                release,
                EnumSet.of(ReleaseState.APPROVED),
                ReleaseState.REVOKED,
                "a secret reason");
        snapshots.refresh();
        var status = check(npx("--registry=" + registry(), purl.packageName() + "@1.0.0"));
        assertThat(status).isEqualTo(ExitCodes.FOUND);
        assertThat(said.toString())
                .contains("CRITICAL")
                .contains(
                        "is revoked; stop using it, see http://localhost:" + port + "/r/" + release)
                .doesNotContain("a secret reason");
    }

    @Test
    void writesDocumentsForMachines() throws IOException {
        var file = folder.resolve("mcp.json");
        Files.writeString(file, npx("-y", purl.packageName()));

        run("check", "--service", service(), "--format", "json", file.toString());

        var problem = new JsonMapper().readTree(said.toString()).at("/files/0/problems/0");
        assertThat(problem.path("kind").asString()).isEqualTo("unpinned");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
    }

    @Test
    void asksNobodyOfflineAndSaysSo() throws IOException {
        var file = folder.resolve("mcp.json");
        Files.writeString(file, npx("-y", "mail@1.0.0"));

        var status = run("check", "--offline", "--fail-on", "high", file.toString());

        assertThat(status).isZero();
        assertThat(said.toString()).contains("INFO", "nobody was asked whether pkg:npm/mail@1.0.0");
    }

    @Test
    void saysWhatToDoWhereItCannotKnow() throws IOException {
        assertThat(run("check", folder.resolve("none.json").toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(said.toString()).contains("--service URL or ASSAY_SERVICE");
        assertThat(run("check", "--offline", folder.resolve("none.json").toString()))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(said.toString()).contains("none.json cannot be read");
        var file = folder.resolve("mcp.json");
        Files.writeString(file, npx("mail@1.0.0"));
        assertThat(run("check", "--service", "http://127.0.0.1:9", file.toString()))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(said.toString()).contains("does not answer");
        Files.writeString(file, "{");
        assertThat(run("check", "--offline", file.toString())).isEqualTo(ExitCodes.FOUND);
        assertThat(said.toString()).contains("what it starts is not known: it is no JSON");
    }

    @Test
    void refusesACommitByWhatIsStagedAndNotByWhatLiesThere() throws Exception {
        var repository = repository();
        var hook = repository.resolve(".git/hooks/pre-commit");
        Files.copy(SAMPLES.resolve("pre-commit"), hook);
        assertThat(hook.toFile().setExecutable(true)).isTrue();
        var file = repository.resolve(".mcp.json");
        Files.writeString(file, npx("-y", purl.packageName()));
        assertThat(shell(repository, "git add .mcp.json").status()).isZero();
        Files.writeString(file, npx("--registry=" + registry(), purl.packageName() + "@1.0.0"));

        var refused = shell(repository, "git commit -qm servers");

        assertThat(refused.status()).as(refused.output()).isNotZero();
        assertThat(refused.output()).contains(".mcp.json:2  HIGH  mail:");
        var taken = shell(repository, "git add .mcp.json && git commit -qm servers");
        assertThat(taken.status()).as(taken.output()).isZero();
        var unconcerned = shell(repository, "touch a && git add a && git commit -qm a");
        assertThat(unconcerned.status()).as(unconcerned.output()).isZero();
    }

    @Test
    void failsABuildByTheLinesOfTheSamples() throws Exception {
        var repository = repository();
        Files.writeString(repository.resolve(".mcp.json"), npx("-y", purl.packageName()));
        var commands = new ArrayList<String>();
        var actions = yaml("github-actions.yml");
        var job = (Map<?, ?>) ((Map<?, ?>) actions.get("jobs")).get("approved");
        ((List<?>) job.get("steps"))
                .stream()
                        .map(each -> ((Map<?, ?>) each).get("run"))
                        .filter(each -> each != null)
                        .forEach(each -> commands.add(each.toString()));
        ((List<?>) ((Map<?, ?>) yaml("gitlab-ci.yml").get("mcp-servers")).get("script"))
                .forEach(each -> commands.add(each.toString()));
        var jenkins =
                Pattern.compile("sh '([^']+)'")
                        .matcher(Files.readString(SAMPLES.resolve("Jenkinsfile")));
        assertThat(jenkins.find()).isTrue();
        commands.add(jenkins.group(1));

        assertThat(commands).hasSize(3);
        for (var command : commands) {
            var built = shell(repository, command);
            assertThat(built.status()).as(built.output()).isEqualTo(ExitCodes.FOUND);
            assertThat(built.output()).contains("is whatever version is newest");
        }
    }

    private static Map<String, Object> yaml(String name) throws IOException {
        return new Yaml().load(Files.readString(SAMPLES.resolve(name)));
    }

    private Path repository() throws Exception {
        assumeTrue(shell(folder, "git --version").status() == 0, "skipped: there is no git");
        var repository = Files.createDirectory(folder.resolve("repository"));
        shell(
                repository,
                "git init -q && git config user.name t && git config user.email t@t.example");
        return repository;
    }

    private record Answer(int status, String output) {}

    /** Runs a command with {@code assay} on the path. */
    private Answer shell(Path where, String command) throws IOException, InterruptedException {
        var programs = Files.createDirectories(folder.resolve("bin"));
        var assay = programs.resolve("assay");
        if (!Files.exists(assay)) {
            Files.writeString(
                    assay,
                    "#!/bin/sh\nexec '"
                            + Path.of(System.getProperty("java.home"), "bin", "java")
                            + "' -cp '"
                            + System.getProperty("java.class.path")
                            + "' "
                            + Main.class.getName()
                            + " \"$@\"\n");
            assertThat(assay.toFile().setExecutable(true)).isTrue();
        }
        var builder = new ProcessBuilder("sh", "-c", command).directory(where.toFile());
        builder.redirectErrorStream(true);
        builder.environment().merge("PATH", programs.toString(), (old, mine) -> mine + ":" + old);
        builder.environment().put("ASSAY_SERVICE", service());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), output);
    }

    private String registry() {
        return "http://localhost:" + gate.port() + "/npm/~/" + release + "/";
    }

    private String service() {
        return "http://localhost:" + port;
    }

    private static String start(String command, String... arguments) {
        return "{\"mcpServers\": {\"one\": {\"command\": \"%s\", \"args\": %s}}}"
                .formatted(command, new JsonMapper().writeValueAsString(arguments));
    }

    private static String npx(String... arguments) {
        return """
               {"mcpServers": {
                 "mail": {"command": "npx", "args": %s}
               }}
               """
                .formatted(new JsonMapper().writeValueAsString(arguments));
    }

    private int check(String configuration) throws IOException {
        var file = folder.resolve("mcp.json");
        Files.writeString(file, configuration);
        return run("check", "--service", service(), file.toString());
    }

    private int run(String... arguments) {
        said.getBuffer().setLength(0);
        return AssayCommand.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(arguments);
    }
}
