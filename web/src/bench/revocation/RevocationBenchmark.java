package dev.assay.web.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * How long a revocation takes: from the button that a signed-in reviewer presses until the slowest
 * node has refused a fetch for the first time, while each node is asked about every millisecond.
 */
public final class RevocationBenchmark {

    private static final double MILLI = 1e6;

    /** Not counted: processes that have just started are compiling what they run. */
    private static final int WARMING = 20;

    private RevocationBenchmark() {}

    /**
     * @param arguments how many revocations, and how many other releases are on record
     */
    public static void main(String[] arguments) throws Exception {
        var revocations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
        var others = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2000;
        System.out.printf(
                "%d revocations, %d other releases on record; from the button to the last node's"
                        + " first refusal%n",
                revocations, others);
        for (var nodes : List.of(1, 3)) {
            measure(nodes, revocations, others);
        }
        System.exit(0);
    }

    private static void measure(int nodes, int revocations, int others) throws Exception {
        var folder = Files.createTempDirectory("assay-revocation");
        var reviewers = new ArrayList<Reviewer>();
        try (var cluster = Cluster.start(folder, nodes, WARMING + revocations + others, Map.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : cluster.nodes()) {
                node.awaitPages();
                reviewers.add(Reviewer.signedIn(node, Cluster.LOGIN, Cluster.PASSWORD));
            }
            for (var number = 0; number < WARMING; number++) {
                revoke(cluster, reviewers, threads, number);
            }
            var took = new double[revocations];
            for (var number = 0; number < revocations; number++) {
                took[number] = revoke(cluster, reviewers, threads, WARMING + number) / MILLI;
            }
            Arrays.sort(took);
            System.out.printf(
                    "%d node%s  median %6.1f ms  p99 %6.1f ms  longest %6.1f ms%n",
                    nodes,
                    nodes == 1 ? " " : "s",
                    took[revocations / 2],
                    took[Math.min(revocations - 1, (int) Math.ceil(revocations * 0.99) - 1)],
                    took[revocations - 1]);
        } finally {
            reviewers.forEach(Reviewer::close);
        }
    }

    private static long revoke(
            Cluster cluster, List<Reviewer> reviewers, ExecutorService threads, int number)
            throws Exception {
        var refused = new ArrayList<Callable<Long>>();
        for (var node : cluster.nodes()) {
            if (Asked.status(node.gate().resolve(Cluster.path(number))) != 200) {
                throw new IOException("release " + number + " is not served");
            }
            refused.add(() -> untilRefused(node, number));
        }
        var running = refused.stream().map(threads::submit).toList();
        var began = System.nanoTime();
        reviewers.get(number % reviewers.size()).revoke(cluster.id(number).value());
        var last = began;
        for (var each : running) {
            last = Math.max(last, each.get());
        }
        return last - began;
    }

    private static long untilRefused(Node node, int number) throws InterruptedException {
        var path = node.gate().resolve(Cluster.path(number));
        while (Asked.head(path) == 200) {
            // More would measure how fast the nodes answer this.
            Thread.sleep(1);
        }
        return System.nanoTime();
    }
}
