package dev.assay.registry.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;

import java.util.List;

class ClosureGraphTest {

    private static final Purl RELEASE = Purl.npm("server", "1.0.0");

    private final ClosureGraph graph =
            ClosureGraph.of(
                    RELEASE,
                    List.of(
                            locked("", RELEASE, "\"a\":\"1\",\"b\":\"1\""),
                            locked("node_modules/a", Purl.npm("a", "1.0.0"), "\"shared\":\"1\""),
                            locked("node_modules/b", Purl.npm("b", "1.0.0"), "\"shared\":\"2\""),
                            locked("node_modules/shared", Purl.npm("shared", "1.0.0"), ""),
                            locked(
                                    "node_modules/b/node_modules/shared",
                                    Purl.npm("shared", "2.0.0"),
                                    "\"deep\":\"1\",\"a\":\"1\""),
                            locked("node_modules/deep", Purl.npm("deep", "1.0.0"), ""),
                            locked("node_modules/nobody", Purl.npm("nobody", "1.0.0"), "")));

    @Test
    void everyPackageStandsOnceUnderTheOneThatLeadsToIt() {
        assertThat(graph.size()).isEqualTo(6);
        assertThat(graph.direct())
                .extracting(each -> each.node().name())
                .as("what nobody asks for stands beside what the release asks for")
                .containsExactly("a", "b", "nobody");
        assertThat(graph.direct().stream().mapToInt(each -> 1 + each.size()).sum()).isEqualTo(6);
    }

    @Test
    void aHitIsToldWithTheWayThatLeadsToIt() {
        var hits = graph.search("shared");
        assertThat(hits)
                .extracting(ClosureGraph.Node::version, ClosureGraph.Node::way)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "1.0.0", List.of("server", "a", "shared")),
                        org.assertj.core.groups.Tuple.tuple(
                                "2.0.0", List.of("server", "b", "shared")));
        assertThat(graph.search("shared@2")).hasSize(1);
        assertThat(graph.search("DEEP")).hasSize(1);
        assertThat(graph.search("none")).isEmpty();
    }

    @Test
    void namesAtSeveralVersionsAreSeen() {
        assertThat(graph.duplicates())
                .isEqualTo(java.util.Map.of("shared", List.of("1.0.0", "2.0.0")));
        assertThat(graph.search("shared").getFirst().copies()).isEqualTo(2);
    }

    @Test
    void whatIsNotResolvedIsNotAClosureOfNothing() {
        var none = ClosureGraph.of(RELEASE, List.of());
        assertThat(none.isResolved()).isFalse();
        assertThat(none.size()).isZero();
    }

    private static LockedPackage locked(String path, Purl purl, String dependencies) {
        return new LockedPackage(
                path,
                purl,
                Integrity.ofSha512(new byte[64]),
                false,
                "{\"dependencies\":{" + dependencies + "}}");
    }
}
