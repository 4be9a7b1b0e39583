package dev.assay.web.bench;

import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.profile.Observed;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/** The same comparison made again and again: whatever is not in all of them is unstable. */
final class Repeats {

    private final Vetting vetting;

    Repeats(Vetting vetting) {
        this.vetting = vetting;
    }

    Table measure(List<Mutant> pairs, int times) throws IOException, InterruptedException {
        var table = new Table("Repeated", "what", "findings", "not in all of " + times);
        for (var pair : pairs) {
            same(pair, times, table);
            changed(pair, times, table);
        }
        return table;
    }

    private void same(Mutant pair, int times, Table table)
            throws IOException, InterruptedException {
        var counts = new TreeMap<String, Integer>();
        var first = vetting.run(pair.host(), pair.form(), pair.before());
        for (var i = 0; i < times; i++) {
            var again = vetting.run(pair.host(), pair.form(), pair.before());
            count(first, again, counts);
            first = again;
            System.err.println(pair.host() + " against itself: " + (i + 1) + " " + counts);
        }
        row(pair.host() + " against itself", times, counts, table);
    }

    private void changed(Mutant pair, int times, Table table)
            throws IOException, InterruptedException {
        var counts = new TreeMap<String, Integer>();
        for (var i = 0; i < times; i++) {
            var before = vetting.run(pair.host(), pair.form(), pair.before());
            var now = vetting.run(pair.host(), pair.form(), pair.after());
            count(before, now, counts);
            System.err.println(pair.host() + " changed: " + (i + 1) + " " + counts);
        }
        row(pair.host() + ", " + pair.id(), times, counts, table);
    }

    private static void count(Observed before, Observed now, TreeMap<String, Integer> counts) {
        for (Finding finding : ObservedDelta.findings(before, now)) {
            counts.merge(
                    finding.severity() + " " + finding.kind().wireName() + " " + finding.title(),
                    1,
                    Integer::sum);
        }
    }

    private static void row(String what, int times, TreeMap<String, Integer> counts, Table table) {
        var unstable = counts.entrySet().stream().filter(each -> each.getValue() < times).toList();
        table.row(
                what, counts.size(), unstable.isEmpty() ? "0" : unstable.size() + ": " + unstable);
    }
}
