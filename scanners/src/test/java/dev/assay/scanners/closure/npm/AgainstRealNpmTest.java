package dev.assay.scanners.closure.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.scanners.artifact.npm.LoopbackRegistry;
import dev.assay.scanners.artifact.npm.NpmConfiguration;
import dev.assay.scanners.artifact.npm.NpmRegistry;
import dev.assay.scanners.artifact.npm.NpmRegistrySettings;
import dev.assay.scanners.artifact.npm.PackumentOutcome;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.coordinates.NpmVersion;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** Our closures are the locks that the npm of this machine writes, path by path. */
final class AgainstRealNpmTest {

    /** How many made-up registries are tried; more of them on request. */
    private static final int WORLDS = Integer.getInteger("assay.closure.worlds", 6);

    private static final int FIRST_WORLD = Integer.getInteger("assay.closure.first", 1);
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path folder;

    @BeforeAll
    static void findNpm() {
        assumeTrue(RealNpm.version("npm").startsWith("11."), "no npm 11 on this machine");
    }

    /** How many are compared; all ten on request. */
    private static final int MANY = Integer.getInteger("assay.closure.npm", 5);

    private static final List<String> SERVERS =
            List.of(
                    "@modelcontextprotocol/server-everything@2026.8.31",
                    "figma-developer-mcp@0.10.0",
                    "mcp-remote@0.15.1",
                    "tavily-mcp@0.2.22",
                    "@notionhq/notion-mcp-server@2.5.2",
                    "@agent-infra/mcp-server-filesystem@1.2.29",
                    "@apify/actors-mcp-server@0.16.0",
                    "@antv/mcp-server-chart@0.9.10",
                    "@angiejones/mcp-selenium@0.2.3",
                    "@aashari/mcp-server-atlassian-jira@3.3.0");

    static List<String> servers() {
        return SERVERS.subList(0, Math.min(MANY, SERVERS.size()));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void resolvesARealServerAsNpmDoes(String spec) throws Exception {
        var configuration =
                NpmConfiguration.read(
                        System.getenv(), folder, Path.of(System.getProperty("user.home")), null);
        var at = spec.lastIndexOf('@');
        var release = Purl.npm(spec.substring(0, at), spec.substring(at + 1));
        try (var registry = new NpmRegistry(configuration, NpmRegistrySettings.DEFAULT)) {
            assumeTrue(
                    registry.packument(release.packageName()) instanceof PackumentOutcome.Found,
                    "the configured registry does not answer");

            var ours = ours(registry, release);
            var theirs = RealNpm.lock(folder, spec, null);

            assumeTrue(theirs != null && !theirs.isEmpty(), "npm could not install " + spec);
            assertThat(ours).isEqualTo(theirs);
        }
    }

    @Test
    void resolvesRegistriesMadeUpAtRandomAsNpmDoes() throws Exception {
        for (var seed = FIRST_WORLD; seed < FIRST_WORLD + WORLDS; seed++) {
            try (var upstream = new LoopbackRegistry()) {
                publishWorld(upstream, new Random(seed));
                try (var registry =
                        new NpmRegistry(
                                NpmConfiguration.of(upstream.address()),
                                NpmRegistrySettings.DEFAULT)) {
                    var ours = ours(registry, Purl.npm("p0", "1.0.0"));
                    var theirs =
                            RealNpm.lock(
                                    folder.resolve("world" + seed), "p0@1.0.0", upstream.address());

                    if (theirs != null) {
                        assertThat(ours).as("world %s", seed).isEqualTo(theirs);
                    }
                }
            }
        }
    }

    private static SortedMap<String, String> ours(NpmRegistry registry, Purl release)
            throws Exception {
        var node = NpmVersion.parse(RealNpm.version("node")).orElse(null);
        var outcome =
                new NpmClosureResolver(registry, ClosureLimits.DEFAULT, node).resolve(release);
        var places = new TreeMap<String, String>();
        if (outcome instanceof ClosureOutcome.Resolved(var closure)) {
            for (var locked : closure.packages()) {
                places.put(
                        locked.path().isEmpty()
                                ? "node_modules/" + release.packageName()
                                : locked.path(),
                        locked.purl().packageName()
                                + "@"
                                + locked.purl().version()
                                + (locked.optional() ? " optional" : ""));
            }
        }
        return places;
    }

    /**
     * A dozen packages of three versions each, whose ranges overlap, contradict and run in circles.
     */
    private static void publishWorld(LoopbackRegistry upstream, Random random) {
        var names = new ArrayList<String>();
        for (var i = 0; i < 12; i++) {
            names.add((random.nextInt(4) == 0 ? "@s/p" : "p") + i);
        }
        names.set(0, "p0");
        for (var name : names) {
            for (var version : List.of("1.0.0", "1.1.0", "2.0.0")) {
                upstream.publish(name, version, manifest(names, random));
            }
        }
    }

    private static String manifest(List<String> names, Random random) {
        var fields = new TreeMap<String, Map<String, Object>>();
        for (var i = random.nextInt(4); i > 0; i--) {
            var kind =
                    List.of(
                                    "dependencies",
                                    "dependencies",
                                    "dependencies",
                                    "optionalDependencies",
                                    "peerDependencies")
                            .get(random.nextInt(5));
            var name = names.get(1 + random.nextInt(names.size() - 1));
            var range =
                    List.of("*", "^1.0.0", "1.0.0", "^2.0.0", ">=1.1.0", "1.0.0 || 2.0.0")
                            .get(random.nextInt(6));
            fields.computeIfAbsent(kind, any -> new TreeMap<>()).put(name, range);
            if (kind.equals("peerDependencies") && random.nextInt(3) == 0) {
                fields.computeIfAbsent("peerDependenciesMeta", any -> new TreeMap<>())
                        .put(name, Map.of("optional", true));
            }
        }
        return JSON.writeValueAsString(fields);
    }
}
