package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.artifact.cargo.CargoLimits;
import dev.assay.scanners.artifact.cargo.CrateDependency;
import dev.assay.scanners.artifact.cargo.IndexEntry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
            Line from,
            Line because,
            CrateDependency dependency,
            Set<String> features,
            List<IndexEntry> candidates) {}

    /** What one version wishes for, the dependency with the fewest candidates first. */
    private static final class Frame {
        final List<Wish> wishes;
        int next;

        Frame(List<Wish> wishes) {
            this.wishes = wishes;
        }
    }

    /** A choice with others left. What came after it is undone by going back to it. */
    private static final class Choice {
        final Wish wish;
        final int undos;
        final List<IndexEntry> left;
        final Set<Line> conflicts = new HashSet<>();
        @Nullable Line chosen;

        Choice(Wish wish, int undos) {
            this.wish = wish;
            this.undos = undos;
            this.left = new ArrayList<>(wish.candidates());
            conflicts.add(wish.from());
            conflicts.add(wish.because());
        }
    }

    private final Shelf shelf;
    private final CargoLimits limits;
    private final Map<Line, Chosen> chosen = new HashMap<>();
    private final Map<String, Line> links = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();
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
        for (var wish = next(); wish != null; wish = next()) {
            meet(wish);
        }
        var found = new HashMap<Line, IndexEntry>();
        chosen.forEach((key, each) -> found.put(key, each.entry()));
        return found;
    }

    /**
     * What is met next: of the version whose next wish has the fewest candidates, the one that was
     * chosen first. Cargo takes them in this order, which decides where they contradict each other.
     */
    private @Nullable Wish next() {
        Frame best = null;
        for (var frame : frames) {
            if (frame.next < frame.wishes.size()
                    && (best == null || candidates(frame) < candidates(best))) {
                best = frame;
            }
        }
        if (best == null) {
            return null;
        }
        var frame = best;
        undo.add(() -> frame.next--);
        return frame.wishes.get(frame.next++);
    }

    private static int candidates(Frame frame) {
        return frame.wishes.get(frame.next).candidates().size();
    }

    private void meet(Wish wish) throws InterruptedException {
        var choice = new Choice(wish, undo.size());
        if (choice.left.isEmpty()) {
            lastProblem = nothing(wish);
        }
        choices.push(choice);
        while (!tryNext(choices.element())) {
            back(choices.pop().conflicts);
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
    }

    private boolean tryNext(Choice choice) throws InterruptedException {
        var wish = choice.wish;
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
    private boolean take(IndexEntry entry, Set<String> features, boolean defaults, Line because)
            throws InterruptedException {
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
        var wishes = new ArrayList<Wish>();
        for (var each : wanted.dependencies().entrySet()) {
            if (!each.getValue().equals(had.get(each.getKey()))) {
                wishes.add(
                        new Wish(
                                line,
                                because,
                                each.getKey(),
                                each.getValue(),
                                shelf.candidates(each.getKey())));
            }
        }
        wishes.sort(Comparator.comparingInt(each -> each.candidates().size()));
        frames.add(new Frame(wishes));
        undo.add(frames::removeLast);
        return true;
    }

    private String nothing(Wish wish) throws InterruptedException {
        var dependency = wish.dependency();
        var text =
                wish.from().crate()
                        + " needs "
                        + dependency.crate()
                        + " "
                        + dependency.requirement();
        var file = shelf.file(dependency.crate()).orElse(null);
        return file == null
                ? text + ", and the registry has no such crate"
                : shelf.isLocked()
                        ? text + ", and its Cargo.lock names no version that fits"
                        : text + ", and no version that fits is there, or all were taken back";
    }
}
