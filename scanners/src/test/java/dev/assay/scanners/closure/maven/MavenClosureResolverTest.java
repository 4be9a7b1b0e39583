package dev.assay.scanners.closure.maven;

import static dev.assay.samples.SampleMavenRepository.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleMavenRepository;
import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.DependencyPaths;
import dev.assay.scanners.closure.LockedPackage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

@Timeout(60)
final class MavenClosureResolverTest {

    private static final MavenLimits SMALL =
            new MavenLimits(
                    1 << 20,
                    100_000,
                    50_000,
                    10 << 20,
                    400,
                    1_000,
                    20,
                    50,
                    Duration.ofSeconds(30),
                    UpstreamSettings.DEFAULT);

    private final SampleMavenRepository upstream = SampleMavenRepository.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    private ClosureOutcome resolve(String name) throws Exception {
        var parts = name.split(":");
        try (var repository =
                new MavenRepository(
                        MavenConfiguration.of(upstream.url()), SMALL, Clock.systemUTC())) {
            return new MavenClosureResolver(repository)
                    .resolve(
                            new MavenFile(parts[0], parts[1], parts[2], "", "jar"),
                            (purl, file) -> {});
        }
    }

    private List<LockedPackage> packages(String name) throws Exception {
        var outcome = resolve(name);
        assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
        return ((ClosureOutcome.Resolved) outcome).closure().packages();
    }

    private static List<String> names(List<LockedPackage> packages) {
        return packages.stream()
                .map(each -> each.purl().name() + ":" + each.purl().version())
                .toList();
    }

    @Test
    void takesWhatAProjectGetsThatDependsOnTheRelease() throws Exception {
        upstream.publish("g:compiled:1", "")
                .publish("g:run:1", "")
                .publish("g:tested:1", "")
                .publish("g:provided:1", "")
                .publish("g:far:1", "")
                .publish("g:far:2", "")
                .publish("g:middle:1", dependencies("g:far:2"))
                .publish(
                        "g:root:1",
                        dependencies(
                                        "g:compiled:1",
                                        "g:run:1:runtime",
                                        "g:tested:1:test",
                                        "g:provided:1:provided",
                                        "g:middle:1",
                                        "g:far:1")
                                .replace(
                                        "</dependencies>",
                                        """
                                        <dependency><groupId>g</groupId>
                                        <artifactId>maybe</artifactId><version>1</version>
                                        <optional>true</optional></dependency></dependencies>\
                                        """));

        var packages = packages("g:root:1");

        assertThat(names(packages))
                .containsExactly("root:1", "compiled:1", "far:1", "middle:1", "run:1");
        var root = MavenManifest.read(packages.getFirst().manifest()).orElseThrow();
        assertThat(root.poms())
                .extracting(MavenManifest.Listed::path)
                .as("with the version that lost, which old Mavens read")
                .contains("g/root/1/root-1.pom", "g/far/1/far-1.pom", "g/far/2/far-2.pom")
                .doesNotContain("g/tested/1/tested-1.pom", "g/maybe/1/maybe-1.pom");
        assertThat(root.file().promised()).containsKey("sha256");
        assertThat(MavenManifest.read(packages.getLast().manifest()).orElseThrow().scope())
                .isEqualTo("runtime");
        var closure = new Closure(packages.getFirst().purl(), packages);
        assertThat(DependencyPaths.of(closure).to(packages.get(2)))
                .containsExactly("g/root", "g/far");
    }

    @Test
    void bringsParentsAndImportedListsOfVersionsAlong() throws Exception {
        upstream.publishPom(
                        "g:bom:1",
                        "<packaging>pom</packaging><dependencyManagement>"
                                + dependencies("g:managed:7")
                                + "</dependencyManagement>")
                .publishPom(
                        "g:parent:1",
                        """
                        <packaging>pom</packaging>
                        <dependencyManagement><dependencies><dependency><groupId>g</groupId>
                        <artifactId>bom</artifactId><version>1</version><type>pom</type>
                        <scope>import</scope></dependency></dependencies></dependencyManagement>
                        """)
                .publish("g:managed:7", "")
                .publish(
                        "g:root:1",
                        """
                        <parent><groupId>g</groupId><artifactId>parent</artifactId>
                        <version>1</version></parent><dependencies><dependency>
                        <groupId>g</groupId><artifactId>managed</artifactId>
                        </dependency></dependencies>
                        """);

        var packages = packages("g:root:1");

        assertThat(names(packages)).containsExactly("root:1", "managed:7");
        assertThat(MavenManifest.read(packages.getFirst().manifest()).orElseThrow().poms())
                .extracting(MavenManifest.Listed::path)
                .containsExactlyInAnyOrder(
                        "g/bom/1/bom-1.pom",
                        "g/managed/7/managed-7.pom",
                        "g/parent/1/parent-1.pom",
                        "g/root/1/root-1.pom");
    }

    @Test
    void takesTheLicencesOfTheFirstPomThatNamesAny() throws Exception {
        var parent =
                "<parent><groupId>g</groupId><artifactId>%s</artifactId><version>1</version></parent>";
        var licence = "<licenses><license><name>%s</name></license></licenses>";
        upstream.publishPom(
                        "g:top:1", "<packaging>pom</packaging>" + licence.formatted("Apache-2.0"))
                .publishPom("g:middle:1", "<packaging>pom</packaging>" + parent.formatted("top"))
                .publish("g:own:1", parent.formatted("top") + licence.formatted("MIT"))
                .publish("g:inherits:1", parent.formatted("middle"))
                .publish("g:none:1", "")
                .publish("g:root:1", dependencies("g:own:1", "g:inherits:1", "g:none:1"));

        assertThat(packages("g:root:1"))
                .extracting(
                        each ->
                                each.purl().name()
                                        + " "
                                        + MavenManifest.read(each.manifest())
                                                .orElseThrow()
                                                .licences())
                .containsExactlyInAnyOrder(
                        "root []", "own [MIT]", "inherits [Apache-2.0]", "none []");
    }

    @Test
    void doesNotAskThisMachineWhatToResolve() throws Exception {
        upstream.publish("g:always:1", "").publish("g:never:1", "");
        upstream.publish(
                "g:root:1",
                """
                <profiles>
                <profile><id>a</id><activation><property><name>env.PATH</name></property></activation>%2$s</profile>
                <profile><id>b</id><activation><property><name>user.home</name></property></activation>%2$s</profile>
                <profile><id>c</id><activation><file><exists>/</exists></file></activation>%2$s</profile>
                <profile><id>d</id><activation><os><family>unix</family></os></activation>%1$s</profile>
                </profiles>
                """
                        .formatted(dependencies("g:always:1"), dependencies("g:never:1")));

        assertThat(names(packages("g:root:1"))).containsExactly("root:1", "always:1");
    }

    @Test
    void asksNobodyThatAPomNames() throws Exception {
        upstream.publish(
                "g:root:1",
                dependencies("g:elsewhere:1")
                        + "<repositories><repository><id>evil</id><url>"
                        + upstream.url()
                        + "evil/</url></repository></repositories>");

        assertThat(resolve("g:root:1"))
                .isInstanceOfSatisfying(
                        ClosureOutcome.Unresolvable.class,
                        it -> assertThat(it.reason()).contains("g:elsewhere"));
        assertThat(upstream.requests()).noneMatch(path -> path.startsWith("evil/"));
    }

    @Test
    void refusesNamesThatLeadOutOfARepository() throws Exception {
        for (var version : new String[] {"../../../../../escaped", "1/../../x", "..", "1\\2"}) {
            upstream.publish("g:root:1", dependencies("g:needed:" + version));

            assertThat(resolve("g:root:1"))
                    .as(version)
                    .isInstanceOf(ClosureOutcome.Unresolvable.class);
        }
    }

    @Test
    void refusesFilesOfTheMachine() throws Exception {
        upstream.publish(
                "g:root:1",
                """
                <dependencies><dependency><groupId>g</groupId><artifactId>passwords</artifactId>
                <version>1</version><scope>system</scope><systemPath>/etc/passwd</systemPath>
                </dependency></dependencies>
                """);

        assertThat(resolve("g:root:1"))
                .isInstanceOfSatisfying(
                        ClosureOutcome.Unresolvable.class,
                        it -> assertThat(it.reason()).contains("system"));
    }

    @Test
    void refusesAFileOfTheClosureThatIsNotWhatIsPromised() throws Exception {
        upstream.publish("g:needed:1", "").publish("g:root:1", dependencies("g:needed:1"));
        upstream.alter("g/needed/1/needed-1.jar");

        assertThat(resolve("g:root:1"))
                .isInstanceOfSatisfying(
                        ClosureOutcome.Unresolvable.class,
                        it -> assertThat(it.reason()).contains("not what the repository promises"));
    }

    @Test
    void refusesWhatNobodyPromisesAnythingOf() throws Exception {
        upstream.publish("g:needed:1", "").publish("g:root:1", dependencies("g:needed:1"));
        upstream.forgetChecksums("g/needed/1/needed-1.jar");

        assertThat(resolve("g:root:1")).isInstanceOf(ClosureOutcome.Unresolvable.class);
    }

    @Test
    void stopsWherePropertiesMultiplyEachOther() throws Exception {
        var bomb = new StringBuilder("<properties><p0>0123456789</p0>");
        for (var i = 1; i < 12; i++) {
            bomb.append("<p%d>%s</p%d>".formatted(i, ("${p" + (i - 1) + "}").repeat(10), i));
        }
        upstream.publish("g:root:1", bomb + "</properties><description>${p11}</description>");

        assertThat(resolve("g:root:1"))
                .isInstanceOfAny(ClosureOutcome.Unresolvable.class, ClosureOutcome.TooLarge.class);
    }

    @Test
    void stopsWhereAChainNeverEnds() throws Exception {
        for (var i = 0; i < 30; i++) {
            upstream.publish("g:link" + i + ":1", dependencies("g:link" + (i + 1) + ":1"));
        }

        assertThat(resolve("g:link0:1"))
                .isInstanceOfSatisfying(
                        ClosureOutcome.TooLarge.class,
                        it -> assertThat(it.reason()).contains("chain"));
    }

    @Test
    void stopsWhereManyDependOnManyLevelByLevel() throws Exception {
        for (var level = 0; level < 15; level++) {
            for (var i = 0; i < 6; i++) {
                var next = new String[6];
                for (var j = 0; j < 6; j++) {
                    next[j] = "g:l" + (level + 1) + "n" + j + ":1";
                }
                upstream.publish(
                        "g:l" + level + "n" + i + ":1", level == 14 ? "" : dependencies(next));
            }
        }

        assertThat(resolve("g:l0n0:1"))
                .isInstanceOfAny(ClosureOutcome.Resolved.class, ClosureOutcome.TooLarge.class);
    }
}
