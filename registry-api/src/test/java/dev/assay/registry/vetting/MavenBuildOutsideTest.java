package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.gate.OutsideCounter;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.maven.LocalRepository;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/**
 * Whole builds by real Mavens, with the gate as a mirror of everything: plugins come from the
 * repositories that this machine is configured with, by way of the gate.
 */
@Timeout(900)
class MavenBuildOutsideTest {

    private static final String MAVEN_39 =
            "maven/org/apache/maven/apache-maven/3.9.11/apache-maven-3.9.11-bin.zip";

    @TempDir Path folder;

    private record Run(int exit, String output) {}

    @Test
    void mavenFetchesItsPluginsThroughTheGateAndThenFromAListOfThem() throws Exception {
        assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "mvn"))),
                "no Maven on this machine");
        var list = folder.resolve("tools.txt");
        try (var npm = SampleUpstream.start();
                var rig =
                        VettingRig.startServing(
                                folder.resolve("open"), npm.url(), "gate.maven.outside=pass")) {
            var zip = folder.resolve("maven.zip");
            assumeTrue(
                    fetch(rig, MAVEN_39, zip) == 200,
                    "the configured repository does not give the distribution of Maven 3.9");
            var local = folder.resolve("local");
            var built = build(rig, "mvn", local, "");
            assertThat(built.output()).contains("BUILD SUCCESS");
            rig.get(OutsideCounter.class).write();
            assertThat(rig.get(OutsideFetchStore.class).latest(10_000))
                    .extracting(OutsideFetch::item)
                    .anyMatch(each -> each.contains("maven-compiler-plugin"));
            Files.write(list, LocalRepository.lines(local));

            var newer = build(rig, unpacked(zip), folder.resolve("local39"), "");
            assertThat(newer.output()).contains("BUILD SUCCESS");
        }
        try (var npm = SampleUpstream.start();
                var rig =
                        VettingRig.startServing(
                                folder.resolve("listed"),
                                npm.url(),
                                "gate.maven.outside=toolset",
                                "gate.maven.toolset=" + list)) {
            assertThat(build(rig, "mvn", folder.resolve("local2"), "").output())
                    .contains("BUILD SUCCESS");
            var refused =
                    build(
                            rig,
                            "mvn",
                            folder.resolve("local3"),
                            "<dependencies><dependency><groupId>org.slf4j</groupId>"
                                    + "<artifactId>slf4j-api</artifactId><version>2.0.17</version>"
                                    + "</dependency></dependencies>");
            assertThat(refused.exit()).isNotZero();
            assertThat(refused.output()).contains("403").contains("slf4j-api");
        }
    }

    private Run build(VettingRig rig, String mvn, Path local, String inPom) throws Exception {
        var project = Files.createTempDirectory(folder, "project");
        var source = Files.createDirectories(project.resolve("src/main/java"));
        Files.writeString(source.resolve("A.java"), "class A {}");
        Files.writeString(
                project.resolve("pom.xml"),
                """
                <project><modelVersion>4.0.0</modelVersion><groupId>project</groupId>
                <artifactId>project</artifactId><version>1</version>
                <properties><maven.compiler.source>17</maven.compiler.source>
                <maven.compiler.target>17</maven.compiler.target>
                <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
                %s</project>
                """
                        .formatted(inPom));
        Files.writeString(
                project.resolve("settings.xml"),
                "<settings><mirrors><mirror><id>gate</id><mirrorOf>*</mirrorOf><url>"
                        + gate(rig, "maven/")
                        + "</url></mirror></mirrors></settings>");
        var output = project.resolve("output");
        var process =
                new ProcessBuilder(
                                mvn,
                                "-B",
                                "-s",
                                "settings.xml",
                                "-Dmaven.repo.local=" + local,
                                "package")
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    private String unpacked(Path zip) throws Exception {
        var target = Files.createDirectories(folder.resolve("maven39"));
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var file = target.resolve(entry.getName()).normalize();
                assertThat(file).startsWith(target);
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        var mvn = target.resolve("apache-maven-3.9.11/bin/mvn");
        assertThat(mvn.toFile().setExecutable(true)).isTrue();
        return mvn.toString();
    }

    private static int fetch(VettingRig rig, String path, Path target) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(gate(rig, path)).build(),
                            BodyHandlers.ofFile(target))
                    .statusCode();
        }
    }

    private static URI gate(VettingRig rig, String path) {
        return URI.create("http://127.0.0.1:" + rig.get(GateListener.class).port() + "/" + path);
    }
}
