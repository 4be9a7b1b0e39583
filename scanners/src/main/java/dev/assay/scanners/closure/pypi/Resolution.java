package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.closure.pypi.State.Criterion;
import dev.assay.scanners.closure.pypi.State.Reason;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses a version of everything that is wanted, as pip does: the highest that fulfils what is
 * known to be wanted, and where two wishes cannot both be fulfilled, back to the last choice that
 * had to do with it. One package after the other, what is pinned first, then what is nearer to the
 * release.
 */
final class Resolution {

    /** Two wishes that no candidate fulfils together. */
    private static final class ConflictException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient List<Reason> reasons;

        ConflictException(List<Reason> reasons) {
            super("conflict", null, false, false);
            this.reasons = reasons;
        }
    }

    private static final int MOST_TOLD = 6;
    private static final int DEEPEST = 1_000_000;

    private final Candidates candidates;
    private final Shelf shelf;
    private final int mostRounds;
    private final int mostPackages;
    private final List<State> states = new ArrayList<>();
    private final Map<String, Integer> depths = new HashMap<>();
    private Set<String> causes = Set.of();

    Resolution(Candidates candidates, Shelf shelf, int mostRounds, int mostPackages) {
        this.candidates = candidates;
        this.shelf = shelf;
        this.mostRounds = mostRounds;
        this.mostPackages = mostPackages;
    }

    /**
     * Resolves wishes.
     *
     * @return what is chosen, by key, the wishes' own first
     */
    Map<String, Candidate> resolve(List<Wish> roots) throws InterruptedException {
        states.add(new State(new LinkedHashMap<>(), new LinkedHashMap<>()));
        try {
            for (var root : roots) {
                want(state().criteria(), new Reason(root, null));
            }
        } catch (ConflictException e) {
            throw impossible(e.reasons);
        }
        push();
        for (var round = 0; round < mostRounds; round++) {
            shelf.checkTime();
            var open =
                    state().criteria().keySet().stream()
                            .filter(key -> !state().isPinnedWell(key))
                            .toList();
            if (open.isEmpty()) {
                return connected(roots.stream().map(Wish::key).toList());
            }
            var satisfied = new HashSet<>(state().criteria().keySet());
            open.forEach(satisfied::remove);
            var failed = pin(next(open));
            if (!failed.isEmpty()) {
                backjump(failed);
            } else {
                dropWhatIsOpenAgain(satisfied);
                push();
            }
        }
        throw Shelf.tooLarge("it takes more than " + mostRounds + " choices of a version");
    }

    private State state() {
        return states.getLast();
    }

    private void push() {
        states.add(state().copy());
    }

    private void want(Map<String, Criterion> criteria, Reason reason)
            throws ConflictException, InterruptedException {
        var key = reason.wish().key();
        var before = criteria.get(key);
        var reasons = new ArrayList<Reason>(before == null ? List.of() : before.reasons());
        reasons.add(reason);
        var incompatible = before == null ? Set.<Candidate>of() : before.incompatible();
        var criterion =
                new Criterion(
                        candidates.matching(
                                reasons.stream().map(Reason::wish).toList(), incompatible),
                        reasons,
                        incompatible);
        if (criterion.candidates().isEmpty()) {
            throw new ConflictException(reasons);
        }
        criteria.put(key, criterion);
        if (criteria.size() > mostPackages) {
            throw Shelf.tooLarge("it has more than " + mostPackages + " packages");
        }
    }

    /** What pip turns to first. */
    private String next(List<String> open) {
        open.forEach(this::measure);
        Comparator<String> order =
                Comparator.comparing(
                        (String key) -> criterion(key).wishes().stream().noneMatch(Wish::namesOne));
        return open.stream()
                .min(
                        order.thenComparing(key -> !causes.contains(key))
                                .thenComparing(key -> depths.getOrDefault(key, 0))
                                .thenComparing(
                                        key ->
                                                criterion(key).wishes().stream()
                                                        .allMatch(Wish::isFree))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private void measure(String key) {
        var depth =
                criterion(key).reasons().stream()
                        .mapToInt(
                                reason ->
                                        reason.parent() == null
                                                ? 0
                                                : depths.getOrDefault(
                                                        reason.parent().key(), DEEPEST))
                        .min()
                        .orElse(DEEPEST);
        depths.put(key, depth + 1);
    }

    private Criterion criterion(String key) {
        return Objects.requireNonNull(state().criteria().get(key), key);
    }

    /**
     * Pins the first candidate whose own wishes can be added; else tells what stands against it.
     */
    private List<Reason> pin(String key) throws InterruptedException {
        var criterion = criterion(key);
        var failed = new ArrayList<Reason>();
        for (var candidate : criterion.candidates()) {
            shelf.checkTime();
            var wishes = candidates.wishes(candidate).orElse(null);
            if (wishes == null) {
                failed.addAll(criterion.reasons());
                continue;
            }
            var criteria = new LinkedHashMap<>(state().criteria());
            try {
                for (var wish : wishes) {
                    want(criteria, new Reason(wish, candidate));
                }
            } catch (ConflictException e) {
                failed.addAll(e.reasons);
                continue;
            }
            state().criteria().clear();
            state().criteria().putAll(criteria);
            state().pins().remove(key);
            state().pins().put(key, candidate);
            return List.of();
        }
        return failed.isEmpty() ? criterion.reasons() : failed;
    }

    /** A pin that no longer does takes its wishes with it, since another will be made. */
    private void dropWhatIsOpenAgain(Set<String> satisfied) {
        var gone = new HashSet<String>();
        satisfied.stream().filter(key -> !state().isPinnedWell(key)).forEach(gone::add);
        if (gone.isEmpty()) {
            return;
        }
        state().criteria()
                .replaceAll(
                        (key, criterion) ->
                                new Criterion(
                                        criterion.candidates(),
                                        criterion.reasons().stream()
                                                .filter(
                                                        each ->
                                                                each.parent() == null
                                                                        || !gone.contains(
                                                                                each.parent()
                                                                                        .key()))
                                                .toList(),
                                        criterion.incompatible()));
    }

    private void backjump(List<Reason> failed) throws InterruptedException {
        causes = State.keys(failed);
        while (states.size() >= 3) {
            states.removeLast();
            State broken;
            Map.Entry<String, Candidate> last;
            do {
                if (states.isEmpty() || state().pins().isEmpty()) {
                    throw impossible(failed);
                }
                broken = states.removeLast();
                last = Objects.requireNonNull(broken.pins().pollLastEntry());
            } while (!hasToDoWith(last.getValue(), causes));
            if (states.isEmpty()) {
                throw impossible(failed);
            }
            var incompatible = new LinkedHashMap<String, Set<Candidate>>();
            broken.criteria().forEach((key, each) -> incompatible.put(key, each.incompatible()));
            incompatible.merge(last.getKey(), Set.of(last.getValue()), Resolution::both);
            push();
            if (patch(incompatible)) {
                return;
            }
        }
        throw impossible(failed);
    }

    private boolean hasToDoWith(Candidate candidate, Set<String> keys) throws InterruptedException {
        return candidates.wishes(candidate).orElse(List.of()).stream()
                .anyMatch(wish -> keys.contains(wish.key()));
    }

    private boolean patch(Map<String, Set<Candidate>> incompatible) throws InterruptedException {
        for (var each : incompatible.entrySet()) {
            var criterion = state().criteria().get(each.getKey());
            if (each.getValue().isEmpty() || criterion == null) {
                continue;
            }
            var all = both(criterion.incompatible(), each.getValue());
            var left = candidates.matching(criterion.wishes(), all);
            if (left.isEmpty()) {
                return false;
            }
            state().criteria().put(each.getKey(), new Criterion(left, criterion.reasons(), all));
        }
        return true;
    }

    private static Set<Candidate> both(Set<Candidate> one, Set<Candidate> other) {
        var both = new LinkedHashSet<>(one);
        both.addAll(other);
        return both;
    }

    private Map<String, Candidate> connected(List<String> roots) throws InterruptedException {
        var pins = state().pins();
        var connected = new LinkedHashMap<String, Candidate>();
        var queue = new ArrayList<>(roots);
        for (var i = 0; i < queue.size(); i++) {
            var candidate = pins.get(queue.get(i));
            if (candidate != null && connected.putIfAbsent(queue.get(i), candidate) == null) {
                candidates
                        .wishes(candidate)
                        .orElse(List.of())
                        .forEach(wish -> queue.add(wish.key()));
            }
        }
        return connected;
    }

    private static StoppedException impossible(List<Reason> reasons) {
        return Shelf.unresolvable(
                "nothing fulfils all of this: "
                        + reasons.stream()
                                .map(Reason::toString)
                                .distinct()
                                .limit(MOST_TOLD)
                                .collect(Collectors.joining("; ")));
    }
}
