package dev.assay.scanners.closure.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.scanners.artifact.maven.MavenConfiguration;
import dev.assay.scanners.artifact.maven.MavenFile;
import dev.assay.scanners.artifact.maven.MavenLimits;
import dev.assay.scanners.artifact.maven.MavenRepository;
import dev.assay.scanners.closure.ClosureOutcome;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Our closures are the dependencies that the Maven of this machine lists. */
final class AgainstRealMavenTest {

    private static final String LIST =
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:list";

    /** How many are compared; all ten on request. */
    private static final int MANY = Integer.getInteger("assay.closure.maven", 2);

    private static final List<String> RELEASES =
            List.of(
                    "io.modelcontextprotocol.sdk:mcp:2.1.0",
                    "com.github.kagkarlsson:db-scheduler:16.12.0",
                    "org.springframework.boot:spring-boot-starter-jdbc:4.1.1",
                    "org.apache.maven.resolver:maven-resolver-supplier-mvn3:2.0.17",
                    "dev.sigstore:sigstore-java:2.0.0",
                    "org.eclipse.jgit:org.eclipse.jgit:7.5.0.202512021534-r",
                    "dev.cel:cel:0.14.0",
                    "org.apache.poi:poi-ooxml:5.5.1",
                    "com.microsoft.playwright:playwright:1.62.0",
                    "org.cyclonedx:cyclonedx-core-java:12.2.0");

    @TempDir Path folder;

    static List<String> releases() {
        return RELEASES.subList(0, Math.min(MANY, RELEASES.size()));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void locksWhatMavenLists(String name) throws Exception {
        var theirs = theirs(name);
        assumeTrue(!theirs.isEmpty(), "Maven lists no dependencies of " + name + " here");
        var parts = name.split(":");
        var configuration =
                MavenConfiguration.read(
                        System.getenv(), Path.of(System.getProperty("user.home")), null);

        try (var repository =
                new MavenRepository(configuration, MavenLimits.DEFAULT, Clock.systemUTC())) {
            var outcome =
                    new MavenClosureResolver(repository)
                            .resolve(
                                    new MavenFile(parts[0], parts[1], parts[2], "", "jar"),
                                    (purl, file) -> {});
            assumeTrue(
                    !(outcome instanceof ClosureOutcome.UpstreamAway),
                    "the configured repository does not answer");
            assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
            var ours =
                    ((ClosureOutcome.Resolved) outcome)
                            .closure().packages().stream()
                                    .map(each -> MavenManifest.read(each.manifest()).orElseThrow())
                                    .map(each -> each.name().toString())
                                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(ours).isEqualTo(theirs);
            System.out.println(name + ": " + ours.size() + " packages, as Maven lists them");
        }
    }

    /** Empty where there is no Maven, no plugin for it, or no repository that it reaches. */
    private TreeSet<String> theirs(String name) throws InterruptedException {
        var parts = name.split(":");
        var output = folder.resolve("list.txt");
        try {
            Files.writeString(
                    folder.resolve("pom.xml"),
                    """
                    <project><modelVersion>4.0.0</modelVersion><groupId>project</groupId>
                    <artifactId>project</artifactId><version>1</version><packaging>pom</packaging>
                    <dependencies><dependency><groupId>%s</groupId><artifactId>%s</artifactId>
                    <version>%s</version></dependency></dependencies></project>
                    """
                            .formatted(parts[0], parts[1], parts[2]));
            var process =
                    new ProcessBuilder(
                                    "mvn",
                                    "-B",
                                    "-q",
                                    LIST,
                                    "-DincludeScope=runtime",
                                    "-DoutputFile=" + output)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("log.txt").toFile())
                            .start();
            if (!process.waitFor(240, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return new TreeSet<>();
            }
            return Files.readAllLines(output).stream()
                    .map(String::strip)
                    .map(line -> line.replaceFirst(" .*", ""))
                    .map(line -> line.split(":"))
                    .filter(each -> each.length == 5 || each.length == 6)
                    .map(
                            each ->
                                    new MavenFile(
                                                    each[0],
                                                    each[1],
                                                    each[each.length - 2],
                                                    each.length == 6 ? each[3] : "",
                                                    each[2])
                                            .toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            return new TreeSet<>();
        }
    }
}
