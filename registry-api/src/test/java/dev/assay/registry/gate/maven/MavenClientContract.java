package dev.assay.registry.gate.maven;

import static dev.assay.samples.SampleMavenRepository.dependencies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.ClientRun;
import dev.assay.registry.gate.EveryRefusal;
import dev.assay.registry.gate.GateRig;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One Maven against the gate, which mirrors everything but Maven's own plugins: those come from
 * what this machine has of them already.
 */
abstract class MavenClientContract {

    private static final Path PLUGINS =
            Path.of(System.getProperty("user.home"), ".m2", "repository");
    private static final String PLUGIN = "org/apache/maven/plugins/maven-dependency-plugin/3.8.1";

    @TempDir Path folder;
    private GateRig rig;

    /** The program, which is skipped with a reason where it is not here. */
    abstract String mvn();

    @BeforeEach
    void start() {
        mvn();
        rig = new GateRig(folder.resolve("rig"));
        publish();
    }

    private void publish() {
        rig.maven()
                .upstream
                .publishPom("example:parent:1", "<packaging>pom</packaging>")
                .publishPom("example:parent:2", "<packaging>pom</packaging>")
                .publish("example:part:2.1", "")
                .publish("example:server:1.0", dependencies("example:part:2.1"))
                .publish("example:server:1.1", dependencies("example:part:2.1"));
    }

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private ClientRun mvn(String gate, String inPom, String goal) throws Exception {
        var project = Files.createTempDirectory(folder, "project");
        Files.writeString(
                project.resolve("pom.xml"),
                """
                <project><modelVersion>4.0.0</modelVersion><groupId>project</groupId>
                <artifactId>project</artifactId><version>1</version><packaging>pom</packaging>
                %s</project>
                """
                        .formatted(inPom));
        var settings = project.resolve("settings.xml");
        Files.writeString(
                settings,
                """
                <settings><mirrors><mirror><id>gate</id><mirrorOf>*,!plugins</mirrorOf>
                <url>%s</url></mirror></mirrors>
                <profiles><profile><id>plugins</id><pluginRepositories><pluginRepository>
                <id>plugins</id><url>%s</url></pluginRepository></pluginRepositories></profile>
                </profiles><activeProfiles><activeProfile>plugins</activeProfile></activeProfiles>
                </settings>
                """
                        .formatted(gate, PLUGINS.toUri()));
        return ClientRun.of(
                new ProcessBuilder(
                                mvn(),
                                "-B",
                                "-s",
                                settings.toString(),
                                "-Dmaven.repo.local=" + project.resolve("local"),
                                goal)
                        .directory(project.toFile()));
    }

    private static String parent(String version) {
        return "<parent><groupId>example</groupId><artifactId>parent</artifactId><version>"
                + version
                + "</version></parent>";
    }

    /** What Maven prints of a parent that it does not get. */
    private String refused(String gate, String version) throws Exception {
        var run = mvn(gate, parent(version), "validate");
        assertThat(run.exit()).as(run.output()).isNotZero();
        return run.output();
    }

    @Test
    void takesAnApprovedParentAndShowsWhyAnotherIsRefused() throws Exception {
        rig.maven().approve("example:parent:1");
        rig.maven().known(ReleaseState.IN_REVIEW, "brings a new plugin", "example:parent:2");

        var approved = mvn(rig.maven().url(), parent("1"), "validate");
        assertThat(approved.output()).contains("BUILD SUCCESS");
        assertThat(approved.exit()).isZero();
        assertThat(refused(rig.maven().url(), "2"))
                .contains("403", "example/parent 2", "in review", "http://assay.example/r/")
                .containsIgnoringCase("use 1");
    }

    @Test
    void showsThatNobodyAskedYetAndThatThereIsNoSuchThing() throws Exception {
        rig.snapshots.refresh();

        assertThat(refused(rig.maven().url(), "1"))
                .contains("403", "example/parent 1", "never requested", "http://assay.example/r/");
        assertThat(refused(rig.maven().url(), "99"))
                .containsPattern("[Cc]ould not find artifact example:parent:pom:99")
                .doesNotContainPattern("status[:=] ?403");
    }

    @Test
    void showsThatAnApprovalWasTakenBack() throws Exception {
        var id = rig.maven().approve("example:parent:1");
        rig.change(id, ReleaseState.REVOKED, "it was stolen");

        assertThat(refused(rig.maven().url(), "1")).contains("403", "example/parent 1", "revoked");
    }

    @Test
    void showsThatBytesAreNotWhatWasApproved() throws Exception {
        var id = rig.maven().approve("example:parent:1");
        var stored = rig.closures.packages(id).getFirst();
        var kept = rig.vettings.artifact(stored.integrity()).orElseThrow();
        var file = rig.blobs.file(kept.sha256()).orElseThrow();
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        file.toFile().setWritable(true);
        Files.write(file, bytes);

        assertThat(refused(rig.maven().url(), "1"))
                .contains("403", "example/parent 1")
                .containsPattern("bytes differ|altered");
    }

    @Test
    void findsNothingOutsideOfAClosure() throws Exception {
        var id = rig.maven().approve("example:parent:1");
        rig.maven().approve("example:parent:2");

        assertThat(refused(rig.maven().url(id), "2")).contains("403", "example/parent 2");
    }

    @Test
    void resolvesAnApprovedClosureWithDependencies() throws Exception {
        assumeTrue(hasPlugin(), "this machine has no dependency plugin to run");
        var id = rig.maven().approve("example:server:1.0");
        rig.maven().known(ReleaseState.IN_REVIEW, "calls a new host", "example:server:1.1");
        var goal = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:resolve";

        var approved = mvn(rig.maven().url(id), dependencies("example:server:1.0"), goal);
        assertThat(approved.output())
                .contains("BUILD SUCCESS", "example:server:jar:1.0", "example:part:jar:2.1");

        var refused = mvn(rig.maven().url(), dependencies("example:server:1.1"), goal);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("403", "example/server 1.1");
    }

    private static boolean hasPlugin() throws IOException {
        return Files.isRegularFile(
                PLUGINS.resolve(PLUGIN).resolve("maven-dependency-plugin-3.8.1.jar"));
    }

    @Test
    void showsEveryKindOfRefusal() throws Exception {
        rig.close();
        EveryRefusal.shows(
                folder.resolve("every"),
                new EveryRefusal.Client() {
                    @Override
                    public void at(GateRig other) throws Exception {
                        rig = other;
                        publish();
                    }

                    @Override
                    public Id approve() throws Exception {
                        return rig.maven().approve("example:parent:1");
                    }

                    @Override
                    public ClientRun fetch() throws Exception {
                        return mvn(rig.maven().url(), parent("1"), "validate");
                    }
                });
    }
}
