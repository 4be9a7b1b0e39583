package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.inventory.fetch.OutsideFetchStore;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.GateListener;
import dev.assay.registry.gate.OutsideCounter;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.artifact.maven.LocalRepository;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whole builds by real Mavens, with the gate as a mirror of everything: plugins come from the
 * repositories that this machine is configured with, by way of the gate.
 */
@Tag("clients")
@Timeout(900)
class MavenBuildOutsideTest {

    private static final Path MAVEN_39 =
            Path.of("../target/clients/maven/bin/mvn").toAbsolutePath().normalize();

    @TempDir Path folder;

    @Test
    void mavenFetchesItsPluginsThroughTheGateAndThenFromAListOfThem() throws Exception {
        assumeTrue(
                "clients".equals(System.getProperty("assay.long")),
                "whole builds by Maven run with ./test long clients");
        assumeTrue(ClientRun.isHere("mvn"), "no Maven on this machine");
        var list = folder.resolve("tools.txt");
        try (var npm = SampleUpstream.start();
                var rig =
                        VettingRig.startServing(
                                folder.resolve("open"), npm.url(), "gate.maven.outside=pass")) {
            var local = folder.resolve("local");
            var built = build(rig, "mvn", local, "");
            assumeTrue(
                    !built.output().contains("status: 503"),
                    "the configured repository does not give Maven's plugins");
            assertThat(built.output()).contains("BUILD SUCCESS");
            rig.get(OutsideCounter.class).write();
            assertThat(rig.get(OutsideFetchStore.class).latest(10_000))
                    .extracting(OutsideFetch::item)
                    .anyMatch(each -> each.contains("maven-compiler-plugin"));
            Files.write(list, LocalRepository.lines(local));

            if (Files.isExecutable(MAVEN_39)) {
                var newer = build(rig, MAVEN_39.toString(), folder.resolve("local39"), "");
                assertThat(newer.output()).contains("BUILD SUCCESS");
            }
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

    private static ClientRun build(VettingRig rig, String mvn, Path local, String inPom)
            throws Exception {
        var project = Files.createTempDirectory(local.getParent(), "project");
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
        return ClientRun.of(
                new ProcessBuilder(
                                mvn,
                                "-B",
                                "-s",
                                "settings.xml",
                                "-Dmaven.repo.local=" + local,
                                "package")
                        .directory(project.toFile()));
    }

    private static URI gate(VettingRig rig, String path) {
        return URI.create("http://127.0.0.1:" + rig.get(GateListener.class).port() + "/" + path);
    }
}
