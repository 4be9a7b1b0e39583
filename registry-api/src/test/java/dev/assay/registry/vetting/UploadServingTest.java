package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.upload.UploadDesk;
import dev.assay.registry.upload.UploadOutcome.Taken;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleBundle;
import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.samples.SampleMavenRepository;
import dev.assay.samples.SampleNugetSource;
import dev.assay.samples.SampleNupkg;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleUpstream;
import dev.assay.samples.SampleWheel;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** What was handed in and approved is fetched from the gate by each ecosystem's own client. */
@Timeout(240)
class UploadServingTest {

    @TempDir Path data;
    @TempDir Path project;
    private SampleUpstream npm;
    private SamplePypiIndex pypi;
    private SampleMavenRepository maven;
    private SampleCrateRegistry crates;
    private SampleNugetSource nuget;
    private VettingRig rig;

    @BeforeEach
    void start() {
        npm = SampleUpstream.start();
        pypi = SamplePypiIndex.start();
        maven = SampleMavenRepository.start();
        crates = SampleCrateRegistry.start();
        nuget = SampleNugetSource.start();
        rig =
                VettingRig.startServing(
                        data,
                        npm.url(),
                        "assay.upstream.pypi.url=" + pypi.url(),
                        "assay.upstream.maven.url=" + maven.url(),
                        "assay.upload.npm.namespaces=@acme/*",
                        "assay.upload.pypi.namespaces=acme-*",
                        "assay.upload.maven.namespaces=com.acme",
                        "assay.upstream.cargo.url=" + crates.url(),
                        "assay.upload.cargo.namespaces=acme-*",
                        "assay.upstream.nuget.url=" + nuget.url(),
                        "assay.upload.nuget.namespaces=Acme.*");
    }

    @AfterEach
    void stop() {
        rig.close();
        npm.close();
        pypi.close();
        maven.close();
        crates.close();
        nuget.close();
    }

    @Test
    void npmInstallsIt() throws Exception {
        needs("npm");
        npm.publish(SamplePackage.bare("@acme/mail", "1.5.0", Map.of()));
        hand("mail.tgz", SamplePackage.bare("@acme/mail", "1.0.0", Map.of()).tarball());
        hand("mail.tgz", SamplePackage.bare("@acme/mail", "1.1.0", Map.of()).tarball());
        approve("npm:@acme/mail@1.0.0");
        Files.writeString(project.resolve("package.json"), "{\"private\": true}");

        var registry = "--registry=" + gate("npm/");
        var approved =
                run("npm", "install", registry, "--cache=" + project.resolve("c"), "@acme/mail@^1");
        assertThat(approved.output()).contains("added 1 package");
        assertThat(approved.exit()).isZero();
        assertThat(Files.readString(project.resolve("node_modules/@acme/mail/package.json")))
                .contains("\"1.0.0\"");
        var refused =
                run(
                        "npm",
                        "install",
                        registry,
                        "--cache=" + project.resolve("c"),
                        "@acme/mail@1.1.0");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("is not approved (status: never requested)");
        assertThat(npm.requests()).noneMatch(each -> each.contains("acme"));
    }

    @Test
    void pipInstallsIt() throws Exception {
        needs("python3");
        pypi.publish("acme-server==7.0");
        var wheel = SampleWheel.of("acme_server==1.0");
        hand(wheel.fileName(), wheel.bytes());
        approve("pypi:acme-server@1.0");

        var installed =
                run(
                        "python3",
                        "-m",
                        "pip",
                        "download",
                        "--no-cache-dir",
                        "--only-binary=:all:",
                        "--index-url=" + gate("pypi/simple/"),
                        "acme-server");
        assumeTrue(!installed.output().contains("No module named pip"), "no pip here");
        assertThat(installed.output()).contains("acme_server-1.0");
        assertThat(installed.exit()).isZero();
        assertThat(pypi.requests()).noneMatch(each -> each.contains("acme"));
    }

    @Test
    void mavenResolvesItsPomAndJar() throws Exception {
        needs("mvn");
        maven.publishPom("com.acme:parent:9", "<packaging>pom</packaging>");
        var pom =
                "<project><modelVersion>4.0.0</modelVersion><groupId>com.acme</groupId>"
                        + "<artifactId>parent</artifactId><version>1</version>"
                        + "<packaging>pom</packaging></project>";
        hand("parent-1.pom", pom.getBytes(StandardCharsets.UTF_8));
        approve("pkg:maven/com.acme/parent@1");
        Files.writeString(
                project.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>gate</id><mirrorOf>*</mirrorOf><url>"
                        + gate("maven/")
                        + "</url></mirror></mirrors></settings>");
        Files.writeString(
                project.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><parent><groupId>com.acme</groupId>"
                        + "<artifactId>parent</artifactId><version>1</version></parent>"
                        + "<artifactId>mine</artifactId><packaging>pom</packaging></project>");

        var built =
                run(
                        "mvn",
                        "-B",
                        "-s",
                        "settings.xml",
                        "-Dmaven.repo.local=" + project.resolve("local"),
                        "validate");
        assertThat(built.output()).contains("BUILD SUCCESS");
        assertThat(maven.requests()).noneMatch(each -> each.contains("acme"));
    }

    @Test
    void cargoInstallsIt() throws Exception {
        needs("cargo");
        crates.publish(SampleCrate.of("part", "2.1.0"));
        crates.publish(SampleCrate.of("acme-mail", "9.0.0"));
        hand(
                "acme-mail-1.0.0.crate",
                SampleCrate.of("acme-mail", "1.0.0", SampleCrate.Need.of("part", "^2"))
                        .withFile("src/main.rs", "fn main() {}\n")
                        .bytes());
        approve("cargo:acme-mail@1.0.0");

        var installed =
                run(
                        "cargo",
                        "install",
                        "--config",
                        "source.crates-io.replace-with=\"assay\"",
                        "--config",
                        "source.assay.registry=\"sparse+" + gate("cargo/") + "\"",
                        "--root",
                        project.resolve("installed"),
                        "acme-mail");
        assumeTrue(!installed.output().contains("sparse"), "this cargo has no sparse protocol");
        assertThat(installed.output()).contains("acme-mail v1.0.0", "part v2.1.0");
        assertThat(installed.exit()).as(installed.output()).isZero();
        assertThat(project.resolve("installed/bin/acme-mail")).exists();
        assertThat(crates.requests()).noneMatch(each -> each.contains("acme"));
    }

    /** The documents and the package that a restore asks for, by plain HTTP: no client is here. */
    @Test
    void nugetIsOfferedIt() throws Exception {
        needs("curl");
        nuget.publish("Sample.Text", "1.0.0");
        var bytes = SampleNupkg.of("Acme.Mail", "1.0.0", "Sample.Text 1.0.0").bytes();
        hand("Acme.Mail.1.0.0.nupkg", bytes);
        approve("nuget:Acme.Mail@1.0.0");

        assertThat(run("curl", "-sf", gate("nuget/v3/flat/acme.mail/index.json")).output())
                .as(run("curl", "-sf", gate("nuget/v3/index.json")).output())
                .contains("1.0.0");
        var fetched =
                run(
                        "curl",
                        "-sfo",
                        "mail.nupkg",
                        gate("nuget/v3/flat/acme.mail/1.0.0/acme.mail.1.0.0.nupkg"));
        assertThat(fetched.exit()).isZero();
        assertThat(Files.readAllBytes(project.resolve("mail.nupkg"))).isEqualTo(bytes);
        assertThat(
                        run(
                                        "curl",
                                        "-sfo",
                                        "text.nupkg",
                                        gate(
                                                "nuget/v3/flat/sample.text/1.0.0/"
                                                        + "sample.text.1.0.0.nupkg"))
                                .exit())
                .isZero();
        assertThat(nuget.requests()).noneMatch(each -> each.contains("acme"));
    }

    @Test
    void anyClientFetchesABundle() throws Exception {
        needs("curl");
        var bytes = SampleBundle.of("mail", "1.2.0", "").bytes();
        var purl = hand("mail.mcpb", bytes);
        approve(purl);
        var sha256 = purl.substring(purl.lastIndexOf('.') + 1);

        var fetched = run("curl", "-sfo", "mail.mcpb", gate("mcpb/" + sha256 + "/mail.mcpb"));
        assertThat(fetched.exit()).isZero();
        assertThat(Files.readAllBytes(project.resolve("mail.mcpb"))).isEqualTo(bytes);
    }

    private String hand(String fileName, byte[] bytes) throws Exception {
        var outcome =
                rig.get(UploadDesk.class)
                        .take(rig.requester(), fileName, new ByteArrayInputStream(bytes), null);
        assertThat(outcome).isInstanceOf(Taken.class);
        return ((Taken) outcome).upload().purl().toString();
    }

    private void approve(String release) throws Exception {
        assertThat(rig.approve(rig.vet(release).id())).isInstanceOf(DecisionOutcome.Decided.class);
    }

    private URI gate(String path) {
        return URI.create("http://127.0.0.1:" + rig.get(GateListener.class).port() + "/" + path);
    }

    private static void needs(String program) {
        assumeTrue(ClientRun.isHere(program), program + " is not installed");
    }

    private ClientRun run(String first, Object... more) throws Exception {
        var command =
                Stream.concat(Stream.of(first), Stream.of(more).map(Object::toString)).toList();
        return ClientRun.of(new ProcessBuilder(command).directory(project.toFile()));
    }
}
