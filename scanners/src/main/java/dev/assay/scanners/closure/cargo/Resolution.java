package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CrateDependency;
import dev.assay.scanners.artifact.cargo.IndexEntry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Chooses versions as cargo does: for each dependency the highest that fits, one of each line of
 * compatible versions, one for each native library; back to the last choice that had a say where
 * wishes contradict each other. All platforms are chosen for, as a lock file would have them.
 */
final class Resolution {

    /** A place for one version. */
    record Line(String crate, String line) {

        static Line of(IndexEntry entry) {
            return new Line(entry.name(), entry.version().line());
        }
    }

    /** What is chosen for a line, with what is turned on in it. */
    private record Chosen(IndexEntry entry, Set<String> features, boolean defaults) {}

    /**
     * A dependency that is to be met.
     *
     * @param from whose it is
     * @param because who asked for what turned it on
     */
    private record Wish(
            Line from, Line because, CrateDependency dependency, Set<String> features) {}

    /** A choice with others left. What came after it is undone by going back to it. */
    private static final class Choice {
        final int wish;
        final int agenda;
        final int undos;
        final List<IndexEntry> left;
        final Set<Line> conflicts = new HashSet<>();
        @Nullable Line chosen;

        Choice(int wish, int agenda, int undos, List<IndexEntry> left) {
            this.wish = wish;
            this.agenda = agenda;
            this.undos = undos;
            this.left = left;
        }
    }

    private final Shelf shelf;
    private final CargoLimits limits;
    private final Map<Line, Chosen> chosen = new HashMap<>();
    private final Map<String, Line> links = new HashMap<>();
    private final List<Wish> agenda = new ArrayList<>();
    private final List<Runnable> undo = new ArrayList<>();
    private final Deque<Choice> choices = new ArrayDeque<>();
    private String lastProblem = "";
    private int rounds;

    Resolution(Shelf shelf, CargoLimits limits) {
        this.shelf = shelf;
        this.limits = limits;
    }

    /** Chooses for a release with its default features. */
    Map<Line, IndexEntry> resolve(IndexEntry root) throws InterruptedException {
        var line = Line.of(root);
        if (!take(root, Set.of(), true, line)) {
            throw StoppedException.unresolvable(lastProblem);
        }
        for (var at = 0; at < agenda.size(); at++) {
            at = step(at);
        }
        var found = new HashMap<Line, IndexEntry>();
        chosen.forEach((key, each) -> found.put(key, each.entry()));
        return found;
    }

    /** Meets one wish; answers which was met, an earlier one after going back. */
    private int step(int at) throws InterruptedException {
        var wish = agenda.get(at);
        var choice =
                new Choice(
                        at,
                        agenda.size(),
                        undo.size(),
                        new ArrayList<>(shelf.candidates(wish.dependency())));
        if (choice.left.isEmpty()) {
            lastProblem = nothing(wish);
        }
        choice.conflicts.add(wish.from());
        choice.conflicts.add(wish.because());
        choices.push(choice);
        while (true) {
            var current = choices.element();
            if (tryNext(current)) {
                return current.wish;
            }
            choices.pop();
            back(current.conflicts);
        }
    }

    /** Goes back to the last choice that had a say in a conflict, and undoes what it chose. */
    private void back(Set<Line> conflicts) {
        while (!choices.isEmpty()) {
            var choice = choices.element();
            rewind(choice);
            if (choice.chosen != null && conflicts.contains(choice.chosen)) {
                choice.conflicts.addAll(conflicts);
                choice.conflicts.remove(choice.chosen);
                return;
            }
            choices.pop();
        }
        throw StoppedException.unresolvable(lastProblem);
    }

    private void rewind(Choice choice) {
        while (undo.size() > choice.undos) {
            undo.removeLast().run();
        }
        while (agenda.size() > choice.agenda) {
            agenda.removeLast();
        }
    }

    private boolean tryNext(Choice choice) {
        var wish = agenda.get(choice.wish);
        while (!choice.left.isEmpty()) {
            if (++rounds > limits.rounds()) {
                throw StoppedException.tooLarge(
                        "its wishes contradict each other in too many ways; the last was: "
                                + lastProblem);
            }
            if (rounds % 256 == 0) {
                shelf.checkTime();
            }
            var entry = choice.left.removeFirst();
            var line = Line.of(entry);
            var there = chosen.get(line);
            if (there != null && !there.entry().equals(entry)) {
                choice.conflicts.add(line);
                lastProblem =
                        wish.from().crate()
                                + " needs "
                                + wish.dependency().crate()
                                + " "
                                + wish.dependency().requirement()
                                + ", and something else "
                                + there.entry();
                continue;
            }
            if (take(entry, wish.features(), wish.dependency().defaults(), wish.from())) {
                choice.chosen = line;
                return true;
            }
            var holder = entry.links() == null ? null : links.get(entry.links());
            if (holder != null) {
                choice.conflicts.add(holder);
            }
            rewind(choice);
        }
        return false;
    }

    /** Turns a version on, with more features than it had; false where that cannot be. */
    private boolean take(IndexEntry entry, Set<String> features, boolean defaults, Line because) {
        var line = Line.of(entry);
        var before = chosen.get(line);
        var all = new TreeSet<>(features);
        if (before != null) {
            all.addAll(before.features());
        }
        var whole = defaults || before != null && before.defaults();
        if (before != null && whole == before.defaults() && all.equals(before.features())) {
            return true;
        }
        var wanted = Wanted.of(entry, all, whole, true).orElse(null);
        if (wanted == null) {
            lastProblem = entry + " has not all of the features " + all;
            return false;
        }
        var library = entry.links();
        if (library != null) {
            var holder = links.putIfAbsent(library, line);
            if (holder != null && !holder.equals(line)) {
                lastProblem = entry + " and " + holder.crate() + " both link to " + library;
                return false;
            }
            if (holder == null) {
                undo.add(() -> links.remove(library));
            }
        }
        if (before == null && chosen.size() >= limits.packages()) {
            throw StoppedException.tooLarge("it has more than " + limits.packages() + " packages");
        }
        chosen.put(line, new Chosen(entry, all, whole));
        undo.add(
                () -> {
                    if (before == null) {
                        chosen.remove(line);
                    } else {
                        chosen.put(line, before);
                    }
                });
        var had =
                before == null
                        ? Map.<CrateDependency, Set<String>>of()
                        : Wanted.of(entry, before.features(), before.defaults(), true)
                                .map(Wanted::dependencies)
                                .orElse(Map.of());
        wanted.dependencies()
                .forEach(
                        (dependency, asked) -> {
                            if (!asked.equals(had.get(dependency))) {
                                agenda.add(new Wish(line, because, dependency, asked));
                            }
                        });
        return true;
    }

    private String nothing(Wish wish) throws InterruptedException {
        var dependency = wish.dependency();
        var text = wish.from().crate() + " needs " + dependency.crate() + " " + dependency.requirement();
        var file = shelf.file(dependency.crate()).orElse(null);
        return file == null
                ? text + ", and the registry has no such crate"
                : shelf.isLocked()
                        ? text + ", and its Cargo.lock names no version that fits"
                        : text + ", and no version that fits is there, or all were taken back";
    }
}
