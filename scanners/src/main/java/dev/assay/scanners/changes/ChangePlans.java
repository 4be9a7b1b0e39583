package dev.assay.scanners.changes;

import dev.assay.scanners.changes.ChangePlan.Counts;
import dev.assay.scanners.changes.ChangePlan.Span;
import dev.assay.scanners.changes.ChangePlan.Unit;
import dev.assay.scanners.delta.rule.FunctionChanges;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes plans. A function inside of one that is shown is shown there and not again; the top level
 * of a file is shown without the functions in it.
 */
public final class ChangePlans {

    /** At a first look all code is new; these are the functions worth opening first. */
    private static final int MOST_AT_FIRST_LOOK = 300;

    private static final Set<FindingKind> DEEDS =
            EnumSet.of(
                    FindingKind.CONSTANT_RECIPIENT,
                    FindingKind.SECRET_FLOW,
                    FindingKind.PROCESS_SPAWN,
                    FindingKind.DYNAMIC_CODE,
                    FindingKind.OBFUSCATION,
                    FindingKind.HIDDEN_TEXT,
                    FindingKind.NETWORK_CALL,
                    FindingKind.TELEMETRY);

    private ChangePlans() {}

    /** What changed between two versions. */
    public static ChangePlan between(Attributed from, Attributed to) {
        var changes = FunctionChanges.between(from, to);
        var before = new FunctionSpans(from.profile(), prints(changes, true));
        var now = new FunctionSpans(to.profile(), prints(changes, false));
        var whole = new ArrayList<FunctionChanges.Pair>();
        var kept = outermost(changes.pairs());
        kept.forEach(whole::add);
        var weight = weights(to.facts());
        whole.sort(
                Comparator.comparingInt(
                        pair ->
                                pair.to() == null
                                        ? 1
                                        : -weight.getOrDefault(pair.to().print(), 0)));
        var units = units(whole, before, now);
        var changed = count(changes, true, true);
        var added = count(changes, false, true);
        var gone = count(changes, true, false);
        return new ChangePlan(
                units,
                new Counts(
                        to.profile().functions().size(),
                        changed,
                        added,
                        gone,
                        changes.attributed(),
                        changes.renamed(),
                        whole.size() - units.size()));
    }

    /** The functions that do something, of a version that is compared with nothing. */
    public static ChangePlan look(Attributed to) {
        var doing =
                to.facts().stream()
                        .filter(fact -> DEEDS.contains(fact.kind()) || isContact(fact))
                        .map(Fact::functionPrint)
                        .collect(Collectors.toCollection(HashSet::new));
        doing.removeAll(to.attribution().prints());
        var pairs =
                to.profile().functions().stream()
                        .filter(function -> doing.contains(function.print()))
                        .map(function -> new FunctionChanges.Pair(null, function))
                        .toList();
        var kept = outermost(pairs);
        var shown = kept.subList(0, Math.min(MOST_AT_FIRST_LOOK, kept.size()));
        var now = new FunctionSpans(to.profile(), Set.copyOf(functions(shown)));
        return new ChangePlan(
                units(shown, now, now),
                new Counts(
                        to.profile().functions().size(),
                        0,
                        0,
                        0,
                        to.attribution().prints().size(),
                        0,
                        kept.size() - shown.size()));
    }

    private static boolean isContact(Fact fact) {
        return fact.kind() == FindingKind.OUTBOUND_DOMAIN
                && !Boolean.FALSE.equals(fact.detail().get("contacted"));
    }

    private static Set<FunctionPrint> functions(List<FunctionChanges.Pair> pairs) {
        var functions = new HashSet<FunctionPrint>();
        for (var pair : pairs) {
            if (pair.to() != null) {
                functions.add(pair.to());
            }
        }
        return functions;
    }

    private static Set<FunctionPrint> prints(FunctionChanges changes, boolean older) {
        var functions = new HashSet<FunctionPrint>();
        for (var pair : changes.pairs()) {
            var one = older ? pair.from() : pair.to();
            if (one != null) {
                functions.add(one);
            }
        }
        return functions;
    }

    private static int count(FunctionChanges changes, boolean before, boolean now) {
        return (int)
                changes.pairs().stream()
                        .filter(pair -> (pair.from() != null) == before)
                        .filter(pair -> (pair.to() != null) == now)
                        .count();
    }

    /** How much what a function does weighs in the order: that of which there is most to say. */
    private static Map<String, Integer> weights(List<Fact> facts) {
        var weights = new HashMap<String, Integer>();
        for (var fact : facts) {
            var print = fact.functionPrint();
            if (print != null) {
                var weight =
                        fact.kind() == FindingKind.CONSTANT_RECIPIENT
                                        || fact.kind() == FindingKind.SECRET_FLOW
                                ? 3
                                : DEEDS.contains(fact.kind()) || isContact(fact) ? 2 : 1;
                weights.merge(print, weight, Math::max);
            }
        }
        return weights;
    }

    private static List<Unit> units(
            List<FunctionChanges.Pair> pairs, FunctionSpans before, FunctionSpans now) {
        return pairs.stream()
                .limit(ChangePlan.MOST_UNITS)
                .map(pair -> unit(pair, before, now))
                .toList();
    }

    private static Unit unit(FunctionChanges.Pair pair, FunctionSpans before, FunctionSpans now) {
        var shown = pair.to() == null ? pair.from() : pair.to();
        if (shown == null) {
            throw new IllegalArgumentException("a pair of nothing");
        }
        return new Unit(
                shown.print(),
                shown.shape().isEmpty(),
                span(pair.from(), before),
                span(pair.to(), now));
    }

    private static @Nullable Span span(@Nullable FunctionPrint function, FunctionSpans spans) {
        return function == null
                ? null
                : new Span(
                        function.file(),
                        function.start(),
                        function.end(),
                        function.name(),
                        spans.holes(function));
    }

    /** Without what is seen inside of another one. */
    private static List<FunctionChanges.Pair> outermost(List<FunctionChanges.Pair> pairs) {
        var sorted = new ArrayList<>(pairs);
        sorted.sort(
                Comparator.comparing((FunctionChanges.Pair pair) -> side(pair).file())
                        .thenComparing(pair -> pair.to() == null)
                        .thenComparingInt(pair -> side(pair).start())
                        .thenComparingInt(pair -> -side(pair).end()));
        var kept = new ArrayList<FunctionChanges.Pair>();
        FunctionChanges.Pair around = null;
        for (var pair : sorted) {
            if (around != null && isInside(pair, around)) {
                continue;
            }
            kept.add(pair);
            if (!side(pair).shape().isEmpty() && (around == null || endsLater(pair, around))) {
                around = pair;
            }
        }
        return withoutShownGone(kept);
    }

    private static boolean endsLater(FunctionChanges.Pair pair, FunctionChanges.Pair around) {
        return !side(pair).file().equals(side(around).file())
                || (pair.to() == null) != (around.to() == null)
                || side(pair).start() >= side(around).end();
    }

    /** A gone function stands in the older side of one that is shown. */
    private static List<FunctionChanges.Pair> withoutShownGone(List<FunctionChanges.Pair> pairs) {
        var older =
                pairs.stream()
                        .filter(pair -> pair.to() != null && pair.from() != null)
                        .filter(pair -> !side(pair).shape().isEmpty())
                        .map(FunctionChanges.Pair::from)
                        .collect(Collectors.groupingBy(function -> function.file()));
        return pairs.stream()
                .filter(
                        pair ->
                                pair.to() != null
                                        || older.getOrDefault(side(pair).file(), List.of()).stream()
                                                .noneMatch(outer -> contains(outer, side(pair))))
                .toList();
    }

    private static boolean isInside(FunctionChanges.Pair inner, FunctionChanges.Pair outer) {
        if ((inner.to() == null) != (outer.to() == null) || !contains(side(outer), side(inner))) {
            return false;
        }
        return inner.to() == null
                || inner.from() == null
                || outer.from() != null && contains(outer.from(), inner.from());
    }

    private static boolean contains(FunctionPrint outer, FunctionPrint inner) {
        return outer.file().equals(inner.file())
                && outer.start() <= inner.start()
                && inner.end() <= outer.end();
    }

    private static FunctionPrint side(FunctionChanges.Pair pair) {
        var side = pair.to() == null ? pair.from() : pair.to();
        if (side == null) {
            throw new IllegalArgumentException("a pair of nothing");
        }
        return side;
    }
}
