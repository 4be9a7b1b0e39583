package dev.assay.web.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a server did in several rounds. */
final class Rounds {

    private final String server;
    private final List<Wrk.Round> rounds = new ArrayList<>();

    Rounds(String server) {
        this.server = server;
    }

    void add(Wrk.Round round) {
        rounds.add(round);
    }

    double median() {
        return median(Wrk.Round::perSecond);
    }

    double best() {
        return rounds.stream().mapToDouble(Wrk.Round::perSecond).max().orElseThrow();
    }

    double p99() {
        return median(Wrk.Round::p99Millis);
    }

    private double median(ToDoubleFunction<Wrk.Round> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "  %-10s%,9.0f requests/s, p50 %.2f ms, p99 %.2f ms, %.1f us of the processor in"
                        + " programs and %.1f in the system%n",
                server,
                median(),
                median(Wrk.Round::p50Millis),
                p99(),
                median(Wrk.Round::userMicros),
                median(Wrk.Round::systemMicros));
    }
}
