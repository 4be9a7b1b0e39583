package dev.assay.registry.gate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How many requests the gate answers, against a file server that has the same bytes as plain files
 * and decides nothing. Both are measured in turn, by the same client, in the same run; the client
 * shares the machine with them, so the ratio says more than the numbers.
 */
final class GateBenchmark {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private record Case(String what, String path, String file, String header) {}

    private static final List<Case> CASES =
            List.of(
                    new Case(
                            "packument, abbreviated, gzip",
                            "/npm/bench-mcp",
                            "packument",
                            "Accept: application/vnd.npm.install-v1+json\r\n"
                                    + "Accept-Encoding: gzip\r\n"),
                    new Case("tarball, 50 kB", "/npm/bench-mcp/-/bench-mcp-1.0.0.tgz", "small", ""),
                    new Case("tarball, 4 MB", "/npm/large-mcp/-/large-mcp-1.0.0.tgz", "large", ""));

    public static void main(String[] arguments) throws Exception {
        var directory = Files.createTempDirectory("gate-benchmark");
        try {
            measure(directory);
        } finally {
            try (var files = Files.walk(directory)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void measure(Path directory) throws Exception {
        var files = Files.createDirectories(directory.resolve("files"));
        try (var gate = GateProcess.start(directory.resolve("gate"))) {
            for (var each : CASES) {
                Files.write(
                        files.resolve(each.file()),
                        Load.once(gate.port(), each.path(), each.header()));
            }
            try (var peer = Peer.start(directory, files)) {
                System.out.printf(
                        Locale.ROOT,
                        "%d connections, %d rounds of %d s each in turn, medians; peer: %s%n",
                        CONNECTIONS,
                        ROUNDS,
                        ROUND.toSeconds(),
                        peer.name());
                for (var each : CASES) {
                    compare(each, gate.port(), peer.port(), Files.size(files.resolve(each.file())));
                }
                compareWithToken(CASES.get(1), gate);
            }
        }
    }

    private static void compare(Case each, int gate, int peer, long bytes)
            throws InterruptedException, IOException {
        var path = "/" + each.file();
        // Both warm up: one has code to compile, both have files to read.
        Load.run(gate, each.path(), each.header(), CONNECTIONS, ROUND);
        Load.run(peer, path, "", CONNECTIONS, ROUND);
        var ours = new ArrayList<Load.Result>();
        var theirs = new ArrayList<Load.Result>();
        for (var round = 0; round < ROUNDS; round++) {
            ours.add(Load.run(gate, each.path(), each.header(), CONNECTIONS, ROUND));
            theirs.add(Load.run(peer, path, "", CONNECTIONS, ROUND));
        }
        var mine = median(ours);
        var other = median(theirs);
        System.out.printf(
                Locale.ROOT,
                "%-30s %,9d bytes   gate %,8.0f/s p50 %.2f p99 %.2f ms   peer %,8.0f/s p50 %.2f"
                        + " p99 %.2f ms   ratio %.2f%n",
                each.what(),
                bytes,
                mine.perSecond(),
                mine.p50(),
                mine.p99(),
                other.perSecond(),
                other.p50(),
                other.p99(),
                mine.perSecond() / other.perSecond());
    }

    /** What looking at a token costs: the same request without one and with one, in turn. */
    private static void compareWithToken(Case each, GateProcess gate) throws InterruptedException {
        var header = each.header() + "Authorization: Bearer " + gate.token() + "\r\n";
        Load.run(gate.port(), each.path(), header, CONNECTIONS, ROUND);
        var without = new ArrayList<Load.Result>();
        var with = new ArrayList<Load.Result>();
        for (var round = 0; round < ROUNDS; round++) {
            without.add(Load.run(gate.port(), each.path(), each.header(), CONNECTIONS, ROUND));
            with.add(Load.run(gate.port(), each.path(), header, CONNECTIONS, ROUND));
        }
        System.out.printf(
                Locale.ROOT,
                "%s: without a token %,.0f/s p50 %.2f ms, with one %,.0f/s p50 %.2f ms%n",
                each.what(),
                median(without).perSecond(),
                median(without).p50(),
                median(with).perSecond(),
                median(with).p50());
    }

    private static Load.Result median(List<Load.Result> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(Load.Result::perSecond))
                .toList()
                .get(results.size() / 2);
    }
}
