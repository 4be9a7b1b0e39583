package dev.assay.web.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many injected changes were seen, by mutation and form, and which repacked servers were quiet.
 */
final class MutantScore {

    private static final String SOURCE = "source";
    private static final String BUNDLE = "bundle";

    private final Map<String, Map<String, Ratio>> seen = new TreeMap<>();
    private final Map<String, Map<String, Ratio>> seenByGroup = new LinkedHashMap<>();
    private final Map<String, Ratio> quiet = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    void add(Mutant mutant, List<Found> found) {
        var loud = found.stream().filter(Found::isLoud).toList();
        if (mutant.isUnchanged()) {
            quiet.merge(
                    mutant.form() + ", " + mutant.id(),
                    Ratio.NONE.plus(loud.isEmpty()),
                    Ratio::plus);
            loud.forEach(each -> remarks.add("NOISE    " + name(mutant) + ": " + each));
            return;
        }
        var hit = mutant.isSeen(found);
        count(seen, mutant.id(), mutant.form(), hit);
        count(seenByGroup, mutant.group(), mutant.form(), hit);
        if (!hit) {
            remarks.add(
                    "MISS     "
                            + name(mutant)
                            + (loud.isEmpty() ? "" : "; said instead: " + loud.getFirst())
                            + "\n             "
                            + mutant.code());
        }
    }

    private static void count(
            Map<String, Map<String, Ratio>> map, String key, String form, boolean hit) {
        map.computeIfAbsent(key, _ -> new LinkedHashMap<>())
                .merge(form, Ratio.NONE.plus(hit), Ratio::plus);
    }

    private static String name(Mutant mutant) {
        return mutant.id() + ", " + mutant.form() + " of " + mutant.host();
    }

    List<String> remarks() {
        return remarks.stream().sorted().toList();
    }

    /** By mutation, for the split that rules may be written against. */
    Table mutations(String split) {
        var table = new Table("Injected changes, each (" + split + ")", "mutation", SOURCE, BUNDLE);
        seen.forEach((id, forms) -> row(table, id, forms));
        return table;
    }

    Table totals(String split) {
        var table = new Table("Injected changes (" + split + ")", "kind", SOURCE, BUNDLE);
        seenByGroup.forEach((group, forms) -> row(table, group, forms));
        row(table, "all", Map.of(SOURCE, total(SOURCE), BUNDLE, total(BUNDLE)));
        table.row("both forms together", total(SOURCE).plus(total(BUNDLE)), "");
        return table;
    }

    Table unchanged(String split) {
        var table =
                new Table(
                        "The same code packed otherwise, quiet (" + split + ")",
                        "how",
                        "without a finding at medium or above");
        quiet.forEach(table::row);
        return table;
    }

    private static void row(Table table, String name, Map<String, Ratio> forms) {
        table.row(
                name,
                forms.getOrDefault(SOURCE, Ratio.NONE),
                forms.getOrDefault(BUNDLE, Ratio.NONE));
    }

    private Ratio total(String form) {
        return seenByGroup.values().stream()
                .map(forms -> forms.getOrDefault(form, Ratio.NONE))
                .reduce(Ratio.NONE, Ratio::plus);
    }
}
