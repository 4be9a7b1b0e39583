package dev.assay.scanners.delta.rule;

import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Evidence;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Fact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of what is sent (signals FLOW-NEWFIELD), all of one destination together. A constant that
 * is newly sent along in a call that was there before is how a trusted server was turned; the
 * fields of a new call say little that the call does not, and are one note.
 */
final class PayloadFieldRule implements Rule {

    @Override
    public FindingKind kind() {
        return FindingKind.PAYLOAD_FIELD;
    }

    @Override
    public String key(Fact fact) {
        return destination(fact);
    }

    @Override
    public List<Judgement> judge(Sighting sighting, Comparison comparison) {
        if (sighting.now().isEmpty()) {
            return List.of();
        }
        if (comparison.basis() != Basis.CHANGE) {
            var change = comparison.basis() == Basis.ARRIVAL ? Change.ADDED : Change.PRESENT;
            return List.of(together(sighting, change, Severity.INFO, "Sends "));
        }
        var known = new HashSet<String>();
        sighting.before().forEach(fact -> known.add(fact.value()));
        var judgements = new ArrayList<Judgement>();
        var rest = new ArrayList<Fact>();
        fresh(sighting, known)
                .forEach(
                        (value, facts) -> {
                            var smuggled =
                                    facts.stream()
                                            .filter(fact -> isAddedConstant(fact, sighting, known))
                                            .toList();
                            if (smuggled.isEmpty()) {
                                rest.addAll(facts);
                            } else {
                                judgements.add(constant(new Sighting(List.of(), smuggled)));
                            }
                        });
        if (!rest.isEmpty()) {
            judgements.add(
                    together(
                            new Sighting(List.of(), rest),
                            Change.ADDED,
                            Severity.LOW,
                            "Now sends "));
        }
        return judgements;
    }

    private static Map<String, List<Fact>> fresh(Sighting sighting, Set<String> known) {
        var fresh = new LinkedHashMap<String, List<Fact>>();
        for (var fact : sighting.now()) {
            if (!known.contains(fact.value())) {
                fresh.computeIfAbsent(fact.value(), value -> new ArrayList<>()).add(fact);
            }
        }
        return fresh;
    }

    /** Headers and parameters are how requests are put, seldom what they carry. */
    private static boolean isAddedConstant(Fact fact, Sighting sighting, Set<String> known) {
        if (Details.text(fact, "constant").isEmpty() || isManner(name(fact))) {
            return false;
        }
        var siblings =
                sighting.now().stream()
                        .filter(other -> !other.value().equals(fact.value()))
                        .filter(other -> isBeside(other.at(), fact.at()))
                        .filter(other -> parent(other).equals(parent(fact)))
                        .map(Fact::value)
                        .distinct()
                        .toList();
        var old = siblings.stream().filter(known::contains).count();
        return old > 0 && 2 * old >= siblings.size();
    }

    private static boolean isManner(String field) {
        return field.startsWith("headers") || field.startsWith("query.");
    }

    /** In the same function, which one call's fields share. */
    private static boolean isBeside(Evidence one, Evidence other) {
        return one.file().equals(other.file())
                && String.valueOf(one.function()).equals(String.valueOf(other.function()));
    }

    private static Judgement constant(Sighting sighting) {
        var fact = sighting.fact();
        var title =
                "Now also sends the field "
                        + name(fact)
                        + to(fact)
                        + ", always as "
                        + Details.text(fact, "constant");
        return Judgement.of(sighting, Change.ADDED, Severity.MEDIUM, Sentences.cut(title));
    }

    private static Judgement together(
            Sighting sighting, Change change, Severity severity, String words) {
        var names =
                sighting.now().stream().map(PayloadFieldRule::name).distinct().sorted().toList();
        var title =
                words
                        + (names.size() == 1 ? "the field " : names.size() + " fields")
                        + (names.size() == 1 ? names.getFirst() : "")
                        + to(sighting.fact())
                        + (names.size() == 1 ? "" : ": " + String.join(", ", names));
        return Judgement.of(sighting, change, severity, Sentences.cut(title))
                .valued(destination(sighting.fact()))
                .told(String.join(",", names))
                .with("fields", names)
                .without("field")
                .without("source")
                .without("constant");
    }

    /** The object that the field is in: {@code body.sender} of {@code body.sender.name}. */
    private static String parent(Fact fact) {
        return name(fact).substring(0, Math.max(0, name(fact).lastIndexOf('.')));
    }

    private static String name(Fact fact) {
        var field = Details.text(fact, "field");
        return field.isEmpty() ? fact.value() : field;
    }

    private static String to(Fact fact) {
        return destination(fact).isEmpty() ? "" : " to " + destination(fact);
    }

    private static String destination(Fact fact) {
        return Details.text(fact, "destination");
    }
}
