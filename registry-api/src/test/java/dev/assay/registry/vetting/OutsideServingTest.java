package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.gate.OutsideCounter;
import dev.assay.registry.gate.OutsideRelease;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.samples.SampleCrate;
import dev.assay.samples.SampleCrateRegistry;
import dev.assay.samples.SampleMavenRepository;
import dev.assay.samples.SampleNugetSource;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SamplePypiIndex;
import dev.assay.samples.SampleUpstream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What belongs to no closure passes where settings say so, and nothing that is somebody's does. */
@Timeout(240)
class OutsideServingTest {

    @TempDir Path data;
    @TempDir Path project;

    @Test
    void npmInstallsWhatIsNobodysAndNoUnapprovedServer() throws Exception {
        try (var npm = SampleUpstream.start();
                var own = SampleUpstream.start();
                var rig =
                        VettingRig.startServing(
                                data,
                                npm.url(),
                                "gate.npm.outside=pass",
                                "assay.upload.npm.namespaces=@acme/*",
                                "assay.upstream.npm.others[0].url=" + own.url(),
                                "assay.upstream.npm.others[0].namespaces=@own/*")) {
            npm.publish(SamplePackage.bare("mail", "1.0.0", Map.of("zod", "3.0.0")));
            npm.publish(SamplePackage.bare("mail", "2.0.0", Map.of()));
            npm.publish(SamplePackage.bare("rejected", "1.0.0", Map.of()));
            npm.publish(SamplePackage.bare("zod", "3.0.0", Map.of()));
            npm.publish(SamplePackage.bare("zod", "4.0.0", Map.of()));
            npm.publish(SamplePackage.bare("left", "1.0.0", Map.of("zod", "4.0.0")));
            npm.publish(SamplePackage.bare("@acme/x", "1.0.0", Map.of()));
            npm.publish(SamplePackage.bare("@own/x", "1.0.0", Map.of()));
            var mail = rig.vet("npm:mail@1.0.0");
            assertThat(rig.approve(mail.id())).isInstanceOf(DecisionOutcome.Decided.class);
            rig.vet("npm:rejected@1.0.0");

            assertThat(status(rig, "npm/left/-/left-1.0.0.tgz")).isEqualTo(200);
            assertThat(status(rig, "npm/mail/-/mail-1.0.0.tgz")).isEqualTo(200);
            for (var somebodys :
                    List.of(
                            "npm/mail/-/mail-2.0.0.tgz",
                            "npm/rejected/-/rejected-1.0.0.tgz",
                            "npm/rejected",
                            "npm/@acme%2fx",
                            "npm/@own%2fx",
                            "npm/~/" + mail.id() + "/left/-/left-1.0.0.tgz")) {
                assertThat(status(rig, somebodys)).as(somebodys).isIn(403, 404);
            }
            if (ClientRun.isHere("npm")) {
                Files.writeString(project.resolve("package.json"), "{\"private\": true}");
                var run =
                        run(
                                "npm",
                                "install",
                                "--registry=" + gate(rig, "npm/"),
                                "--cache=" + project.resolve("c"),
                                "left",
                                "mail");
                assertThat(run.output()).contains("added 4 packages");
            }
            var passed = passed(rig);
            assertThat(passed)
                    .extracting(OutsideFetch::item)
                    .contains("pkg:npm/left@1.0.0")
                    .doesNotContain("pkg:npm/mail@1.0.0", "pkg:npm/zod@3.0.0");
            assertThat(npm.requests())
                    .noneMatch(each -> each.contains("acme") || each.contains("own"));
            try (var left = Files.list(data.resolve("unfinished/outside"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void nothingPassesUnlessSettingsSaySo() throws Exception {
        try (var npm = SampleUpstream.start();
                var rig = VettingRig.startServing(data, npm.url())) {
            npm.publish(SamplePackage.bare("left", "1.0.0", Map.of()));
            assertThat(status(rig, "npm/left/-/left-1.0.0.tgz")).isEqualTo(403);
            assertThat(passed(rig)).isEmpty();
        }
    }

    @Test
    void pipInstallsWhatIsNobodys() throws Exception {
        assumeTrue(ClientRun.isHere("python3"), "no python3");
        try (var npm = SampleUpstream.start();
                var pypi = SamplePypiIndex.start();
                var rig =
                        VettingRig.startServing(
                                data,
                                npm.url(),
                                "assay.upstream.pypi.url=" + pypi.url(),
                                "assay.upload.pypi.namespaces=acme-*",
                                "gate.pypi.outside=pass")) {
            pypi.publish("part==2.1")
                    .publish("left==1.0", "part")
                    .publish("server==1.0")
                    .publish("acme-x==1.0");
            rig.vet("pypi:server@1.0");

            var run = pip(rig, "left");
            assumeTrue(!run.output().contains("No module named pip"), "no pip");
            assertThat(run.output()).contains("left-1.0", "part-2.1");
            assertThat(run.exit()).isZero();
            assertThat(pip(rig, "server==1.0").exit()).isNotZero();
            assertThat(pip(rig, "acme-x").exit()).isNotZero();
            assertThat(passed(rig)).extracting(OutsideFetch::ecosystem).containsOnly("pypi");
            assertThat(pypi.requests()).noneMatch(each -> each.contains("acme"));
        }
    }

    @Test
    void filesOfMavenPassWhereTheyAreNobodys() throws Exception {
        try (var npm = SampleUpstream.start();
                var maven = SampleMavenRepository.start();
                var rig =
                        VettingRig.startServing(
                                data,
                                npm.url(),
                                "assay.upstream.maven.url=" + maven.url(),
                                "assay.upload.maven.namespaces=com.acme",
                                "gate.maven.outside=pass")) {
            maven.publish("tools:plugin:1.0", "")
                    .publish("example:server:1.0", "")
                    .publish("com.acme:x:1.0", "");
            rig.vet("pkg:maven/example/server@1.0");

            assertThat(status(rig, "maven/tools/plugin/1.0/plugin-1.0.jar")).isEqualTo(200);
            assertThat(status(rig, "maven/tools/plugin/1.0/plugin-1.0.jar.sha1")).isEqualTo(200);
            assertThat(status(rig, "maven/tools/plugin/maven-metadata.xml")).isEqualTo(200);
            for (var somebodys :
                    List.of(
                            "maven/example/server/1.0/server-1.0.pom",
                            "maven/example/server/maven-metadata.xml",
                            "maven/com/acme/x/1.0/x-1.0.pom")) {
                assertThat(status(rig, somebodys)).as(somebodys).isIn(403, 404);
            }
            assertThat(passed(rig))
                    .extracting(OutsideFetch::item)
                    .containsExactly("tools/plugin/1.0/plugin-1.0.jar");
            assertThat(maven.requests()).noneMatch(each -> each.contains("acme"));
        }
    }

    @Test
    void cratesPassWhereTheyAreNobodys() throws Exception {
        try (var npm = SampleUpstream.start();
                var crates = SampleCrateRegistry.start();
                var rig =
                        VettingRig.startServing(
                                data,
                                npm.url(),
                                "assay.upstream.cargo.url=" + crates.url(),
                                "assay.upstream.cargo.others[0].url=http://127.0.0.1:9/",
                                "assay.upstream.cargo.others[0].namespaces=acme-*",
                                "gate.cargo.outside=pass")) {
            crates.publish(SampleCrate.of("left", "1.0.0", SampleCrate.Need.of("Part", "1")))
                    .publish(SampleCrate.of("Part", "1.2.0"))
                    .publish(SampleCrate.of("acme-x", "1.0.0"))
                    .publish(SampleCrate.of("server", "1.0.0"));
            rig.vet("cargo:server@1.0.0");

            assertThat(text(rig, "cargo/le/ft/left")).contains("\"vers\":\"1.0.0\"");
            assertThat(text(rig, "cargo/pa/rt/part")).contains("\"name\":\"Part\"");
            assertThat(status(rig, "cargo/dl/left/1.0.0/download")).isEqualTo(200);
            assertThat(status(rig, "cargo/dl/Part/1.2.0/download")).isEqualTo(200);
            for (var somebodys :
                    List.of(
                            "cargo/se/rv/server",
                            "cargo/dl/server/1.0.0/download",
                            "cargo/dl/Server/1.0.0/download",
                            "cargo/dl/part/1.2.0/download",
                            "cargo/ac/me/acme-x",
                            "cargo/dl/acme_x/1.0.0/download")) {
                assertThat(status(rig, somebodys)).as(somebodys).isGreaterThan(400);
            }
            assertThat(passed(rig))
                    .extracting(OutsideFetch::item)
                    .containsExactlyInAnyOrder("pkg:cargo/left@1.0.0", "pkg:cargo/Part@1.2.0");
            assertThat(passed(rig)).allMatch(each -> OutsideRelease.of(each).isPresent());
            assertThat(crates.requests()).noneMatch(each -> each.contains("acme"));
        }
    }

    @Test
    void packagesOfNugetPassWhereTheyAreNobodys() throws Exception {
        try (var npm = SampleUpstream.start();
                var source = SampleNugetSource.start();
                var rig =
                        VettingRig.startServing(
                                data,
                                npm.url(),
                                "assay.upstream.nuget.url=" + source.url(),
                                "assay.upstream.nuget.others[0].url=http://127.0.0.1:9/index.json",
                                "assay.upstream.nuget.others[0].namespaces=Acme.*",
                                "gate.nuget.outside=pass")) {
            source.publish("Left", "1.0.0").publish("Left", "1.1.0-rc.1");
            source.publish("Acme.X", "1.0.0").publish("Server", "1.0.0");
            rig.vet("nuget:Server@1.0.0");

            assertThat(text(rig, "nuget/v3/flat/left/index.json"))
                    .contains("\"1.0.0\",\"1.1.0-rc.1\"");
            assertThat(text(rig, "nuget/v3/flat/left/1.0.0/left.nuspec")).contains("<package");
            assertThat(status(rig, "nuget/v3/flat/left/1.0.0/left.1.0.0.nupkg")).isEqualTo(200);
            for (var somebodys :
                    List.of(
                            "nuget/v3/flat/server/index.json",
                            "nuget/v3/flat/server/1.0.0/server.1.0.0.nupkg",
                            "nuget/v3/flat/SERVER/1.0.0/SERVER.1.0.0.nupkg",
                            "nuget/v3/flat/acme.x/index.json",
                            "nuget/v3/flat/acme.x/1.0.0/acme.x.1.0.0.nupkg")) {
                assertThat(status(rig, somebodys)).as(somebodys).isGreaterThan(400);
            }
            assertThat(passed(rig))
                    .extracting(OutsideFetch::item)
                    .containsExactly("pkg:nuget/left@1.0.0");
            assertThat(source.requests()).noneMatch(each -> each.contains("acme"));
        }
    }

    private static String text(VettingRig rig, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(gate(rig, path)).build(),
                            BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Assay-Outside")).contains("not vetted");
            return answer.body();
        }
    }

    private static List<OutsideFetch> passed(VettingRig rig) {
        rig.get(OutsideCounter.class).write();
        return rig.get(OutsideFetchStore.class).latest(1_000);
    }

    private static int status(VettingRig rig, String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<Void> answer =
                    client.send(
                            HttpRequest.newBuilder(gate(rig, path)).build(),
                            BodyHandlers.discarding());
            return answer.statusCode();
        }
    }

    private ClientRun pip(VettingRig rig, String what) throws Exception {
        return run(
                "python3",
                "-m",
                "pip",
                "download",
                "--no-cache-dir",
                "--only-binary=:all:",
                "--index-url=" + gate(rig, "pypi/simple/"),
                what);
    }

    private static URI gate(VettingRig rig, String path) {
        return URI.create("http://127.0.0.1:" + rig.get(GateListener.class).port() + "/" + path);
    }

    private ClientRun run(String... command) throws Exception {
        return ClientRun.of(new ProcessBuilder(command).directory(project.toFile()));
    }
}
