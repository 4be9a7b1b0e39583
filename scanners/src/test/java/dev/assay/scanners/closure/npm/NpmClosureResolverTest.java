package dev.assay.scanners.closure.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.assay.scanners.artifact.UpstreamSettings;
import dev.assay.scanners.artifact.npm.LoopbackRegistry;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;

final class NpmClosureResolverTest {

    private static final UpstreamSettings IMPATIENT =
            new UpstreamSettings(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    List.of(),
                    3);

    private final LoopbackRegistry upstream = new LoopbackRegistry();
    private final NpmRegistry registry =
            new NpmRegistry(
                    NpmConfiguration.of(upstream.address()),
                    new NpmRegistrySettings(IMPATIENT, 1 << 24, 1 << 24, 1 << 16));

    @AfterEach
    void stop() {
        registry.close();
        upstream.close();
    }

    @Test
    void putsTheReleaseFirstAndItsDependenciesBeside() throws Exception {
        upstream.publish("app", "1.0.0", dependencies("a", "^1", "b", "2"));
        upstream.publish("a", "1.5.0", dependencies("b", "^1"));
        upstream.publish("b", "1.9.0").publish("b", "2.0.0");

        assertThat(places("app"))
                .containsExactly(
                        " app@1.0.0",
                        "node_modules/a a@1.5.0",
                        "node_modules/a/node_modules/b b@1.9.0",
                        "node_modules/b b@2.0.0");
    }

    @Test
    void locksEveryPackageByTheHashOfTheRegistry() throws Exception {
        upstream.publish("app", "1.0.0");

        var locked = resolved("app").getFirst();

        assertThat(locked.integrity().value())
                .isEqualTo(LoopbackRegistry.integrity(upstream.tarball("/app/-/app-1.0.0.tgz")));
        assertThat(locked.manifest()).isEqualTo(upstream.manifest("app", "1.0.0").toString());
    }

    @Test
    void hashesTheTarballWhereTheRegistryGivesOnlySha1() throws Exception {
        upstream.publish("app", "1.0.0");
        dist("app").remove("integrity");

        assertThat(resolved("app").getFirst().integrity().value())
                .isEqualTo(LoopbackRegistry.integrity(upstream.tarball("/app/-/app-1.0.0.tgz")));

        dist("app").remove("shasum");
        assertThat(problem("app")).contains("gives no sha512 for app@1.0.0");
    }

    @Test
    void followsACircleOnce() throws Exception {
        upstream.publish("app", "1.0.0", dependencies("a", "1"));
        upstream.publish("a", "1.0.0", dependencies("b", "1"));
        upstream.publish("b", "1.0.0", dependencies("a", "1", "app", "1"));

        assertThat(places("app"))
                .containsExactly(" app@1.0.0", "node_modules/a a@1.0.0", "node_modules/b b@1.0.0");
    }

    @Test
    void endsACircleThatNestsForever() throws Exception {
        upstream.publish("app", "1.0.0", dependencies("a", "1", "b", "1"));
        upstream.publish("a", "1.0.0", dependencies("b", "2"));
        upstream.publish("b", "2.0.0", dependencies("a", "2"));
        upstream.publish("a", "2.0.0", dependencies("b", "1"));
        upstream.publish("b", "1.0.0", dependencies("a", "1"));

        assertThat(places("app")).contains("node_modules/a a@1.0.0", "node_modules/b b@1.0.0");
    }

    @Test
    void followsAnAlias() throws Exception {
        upstream.publish("app", "1.0.0", dependencies("old", "npm:@scope/real@^1"));
        upstream.publish("@scope/real", "1.2.0");

        assertThat(places("app")).contains("node_modules/old @scope/real@1.2.0");
    }

    @Test
    void installsPeersAndLeavesOptionalOnesOut() throws Exception {
        upstream.publish(
                "app",
                "1.0.0",
                "{\"peerDependencies\":{\"p\":\"^1\",\"q\":\"^1\"},"
                        + "\"peerDependenciesMeta\":{\"q\":{\"optional\":true}}}");
        upstream.publish("p", "1.0.0").publish("q", "1.0.0");

        assertThat(places("app")).containsExactly(" app@1.0.0", "node_modules/p p@1.0.0");
    }

    @Test
    void takesOptionalPackagesOfEveryPlatform() throws Exception {
        upstream.publish(
                "app", "1.0.0", "{\"optionalDependencies\":{\"win\":\"1\",\"mac\":\"1\"}}");
        upstream.publish("win", "1.0.0", "{\"os\":[\"win32\"],\"dependencies\":{\"x\":\"1\"}}");
        upstream.publish("mac", "1.0.0", "{\"os\":[\"darwin\"]}").publish("x", "1.0.0");

        assertThat(resolved("app"))
                .extracting(LockedPackage::path, LockedPackage::optional)
                .contains(
                        tuple("node_modules/win", true),
                        tuple("node_modules/x", true),
                        tuple("", false));
    }

    @Test
    void leavesOutAnOptionalPackageThatIsNotThere() throws Exception {
        upstream.publish(
                "app", "1.0.0", "{\"optionalDependencies\":{\"gone\":\"1\",\"half\":\"1\"}}");
        upstream.publish("half", "1.0.0", dependencies("gone-too", "1"));

        assertThat(places("app")).containsExactly(" app@1.0.0");
    }

    @Test
    void leavesWhatIsBundledToTheTarball() throws Exception {
        upstream.publish(
                "app",
                "1.0.0",
                "{\"dependencies\":{\"in\":\"1\",\"out\":\"1\"},\"bundleDependencies\":[\"in\"]}");
        upstream.publish("out", "1.0.0");

        assertThat(places("app")).containsExactly(" app@1.0.0", "node_modules/out out@1.0.0");
    }

    @Test
    void prefersLatestInRangeAndThenWhatIsNotDeprecated() throws Exception {
        upstream.publish("app", "1.0.0", dependencies("a", "^1", "b", "^1"));
        upstream.publish("a", "1.0.0").publish("a", "1.1.0").tag("a", "latest", "1.0.0");
        upstream.publish("b", "1.0.0").publish("b", "1.1.0", "{\"deprecated\":\"broken\"}");

        assertThat(places("app")).contains("node_modules/a a@1.0.0", "node_modules/b b@1.0.0");
    }

    @Test
    void namesAMissingPackageAndWhoAsksForIt() throws Exception {
        upstream.publish("app", "1.0.0", dependencies("a", "1"));
        upstream.publish("a", "1.0.0", dependencies("gone", "^3"));

        assertThat(problem("app"))
                .startsWith("gone@^3, which a@1.0.0 asks for: the registry has no package 'gone'");
    }

    @Test
    void namesAMissingVersion() throws Exception {
        upstream.publish("app", "2.0.0");

        assertThat(problem("app"))
                .isEqualTo(
                        "app@1.0.0, which the request asks for: the registry has 1 versions of app and"
                                + " none that fits (latest: 2.0.0)");
    }

    @Test
    void namesADependencyThatNoRegistryServes() throws Exception {
        for (var spec :
                List.of(
                        "git+https://host.example/a.git",
                        "https://host.example/a.tgz",
                        "user/repo",
                        "file:../a",
                        "workspace:*",
                        "npm:b@npm:c@1",
                        "not a tag")) {
            upstream.publish("app", "1.0.0", dependencies("a", spec));

            assertThat(problem("app")).contains("'" + spec + "' is ").contains("app@1.0.0");
        }
    }

    @Test
    void namesPeersThatContradictEachOther() throws Exception {
        upstream.publish("app", "1.0.0", "{\"peerDependencies\":{\"p\":\"1\",\"q\":\"1\"}}");
        upstream.publish("p", "1.0.0").publish("p", "2.0.0");
        upstream.publish("q", "1.0.0", "{\"peerDependencies\":{\"p\":\"2\"}}");

        assertThat(problem("app")).contains("npm refuses to install it");
    }

    @Test
    void knowsNothingWhileTheRegistryIsAway() throws Exception {
        upstream.publish("app", "1.0.0", "{\"optionalDependencies\":{\"a\":\"1\"}}");
        upstream.answer("/a", exchange -> LoopbackRegistry.send(exchange, 503, new byte[0]));

        assertThat(resolve("app")).isInstanceOf(ClosureOutcome.UpstreamAway.class);
    }

    @Test
    void refusesAClosureWithoutAnEnd() throws Exception {
        for (var i = 0; i < 60; i++) {
            upstream.publish("n" + i, "1.0.0", dependencies("n" + (i + 1), "1"));
        }
        upstream.publish("n60", "1.0.0");

        var outcome =
                new NpmClosureResolver(registry, new ClosureLimits(50, 1_000, 20, 4))
                        .resolve(Purl.npm("n0", "1.0.0"));

        assertThat(outcome)
                .isEqualTo(new ClosureOutcome.TooLarge("it needs more than 50 packages"));
    }

    @Test
    void refusesAChainOfPeersWithoutAnEnd() throws Exception {
        for (var i = 0; i < 60; i++) {
            upstream.publish(
                    "p" + i, "1.0.0", "{\"peerDependencies\":{\"p" + (i + 1) + "\":\"1\"}}");
        }

        var outcome =
                new NpmClosureResolver(registry, new ClosureLimits(500, 1_000, 20, 4))
                        .resolve(Purl.npm("p0", "1.0.0"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ClosureOutcome.TooLarge.class,
                        tooLarge -> assertThat(tooLarge.reason()).contains("more than 20 peer"));
    }

    @Test
    void refusesAPackageThatBringsItsOwnLock() throws Exception {
        upstream.publish("app", "1.0.0", "{\"_hasShrinkwrap\":true}");

        assertThat(problem("app")).contains("npm-shrinkwrap.json");
    }

    private static String dependencies(String... namesAndRanges) {
        var fields = new StringBuilder();
        for (var i = 0; i < namesAndRanges.length; i += 2) {
            fields.append(i == 0 ? "" : ",")
                    .append("\"%s\":\"%s\"".formatted(namesAndRanges[i], namesAndRanges[i + 1]));
        }
        return "{\"dependencies\":{" + fields + "}}";
    }

    private ObjectNode dist(String name) {
        return (ObjectNode) upstream.manifest(name, "1.0.0").path("dist");
    }

    private ClosureOutcome resolve(String name) throws InterruptedException {
        return new NpmClosureResolver(registry, ClosureLimits.DEFAULT)
                .resolve(Purl.npm(name, "1.0.0"));
    }

    private List<LockedPackage> resolved(String name) throws InterruptedException {
        var outcome = resolve(name);
        assertThat(outcome).isInstanceOf(ClosureOutcome.Resolved.class);
        return ((ClosureOutcome.Resolved) outcome).closure().packages();
    }

    private List<String> places(String name) throws InterruptedException {
        return resolved(name).stream()
                .map(p -> p.path() + " " + p.purl().packageName() + "@" + p.purl().version())
                .toList();
    }

    private String problem(String name) throws InterruptedException {
        var outcome = resolve(name);
        assertThat(outcome).isInstanceOf(ClosureOutcome.Unresolvable.class);
        return ((ClosureOutcome.Unresolvable) outcome).reason();
    }
}
