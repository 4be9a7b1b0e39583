package dev.assay.scanners.delta;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Integrity;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which packages of a closure have to be looked at again, and against what. A package that the
 * older closure holds with the same integrity was looked at then.
 *
 * @param from the older closure, or null where all is new
 * @param to the newer one
 * @param root the release itself, always compared
 * @param replaced other packages of which the older closure has another version, and known ones
 *     that took the place of another version
 * @param arrived packages of which the older closure has no version
 * @param moved packages that stand where none of that name stood, with bytes that are known
 * @param gone packages of which the newer closure has no version
 */
public record ClosureChange(
        @Nullable Closure from,
        Closure to,
        Pair root,
        List<Pair> replaced,
        List<LockedPackage> arrived,
        List<LockedPackage> moved,
        List<LockedPackage> gone) {

    /**
     * Two versions of one package.
     *
     * @param from null where there is nothing to compare with
     */
    public record Pair(@Nullable LockedPackage from, LockedPackage to) {}

    public ClosureChange {
        Objects.requireNonNull(to, "to is null");
        Objects.requireNonNull(root, "root is null");
        replaced = List.copyOf(replaced);
        arrived = List.copyOf(arrived);
        moved = List.copyOf(moved);
        gone = List.copyOf(gone);
    }

    /**
     * Compares two closures of one release's name.
     *
     * @param from the older one, or null where all is new
     */
    public static ClosureChange between(@Nullable Closure from, Closure to) {
        var older = from == null ? List.<LockedPackage>of() : dependencies(from);
        var known = older.stream().map(LockedPackage::integrity).collect(Collectors.toSet());
        var byPlace = byPlace(older);
        var seen = new HashSet<Integrity>();
        var swapped = new HashSet<Pair>();
        var replaced = new ArrayList<Pair>();
        var arrived = new ArrayList<LockedPackage>();
        var moved = new ArrayList<LockedPackage>();
        for (var locked : dependencies(to)) {
            var there = byPlace.get(locked.path());
            if (known.contains(locked.integrity())) {
                if (there == null) {
                    moved.add(locked);
                } else if (!there.integrity().equals(locked.integrity())
                        && swapped.add(withoutPlaces(there, locked))) {
                    replaced.add(new Pair(there, locked));
                }
            } else if (seen.add(locked.integrity())) {
                var predecessor = predecessor(locked, older);
                if (predecessor == null) {
                    arrived.add(locked);
                } else {
                    replaced.add(new Pair(predecessor, locked));
                }
            }
        }
        var root = new Pair(from == null ? null : root(from), root(to));
        return new ClosureChange(from, to, root, replaced, arrived, moved, gone(older, to));
    }

    private static Map<String, LockedPackage> byPlace(List<LockedPackage> packages) {
        var byPlace = new HashMap<String, LockedPackage>();
        packages.forEach(locked -> byPlace.put(locked.path(), locked));
        return byPlace;
    }

    /** The same swap in several places is one. */
    private static Pair withoutPlaces(LockedPackage from, LockedPackage to) {
        return new Pair(withoutPlace(from), withoutPlace(to));
    }

    private static LockedPackage withoutPlace(LockedPackage locked) {
        return new LockedPackage("", locked.purl(), locked.integrity(), false, "");
    }

    private static LockedPackage root(Closure closure) {
        return closure.packages().stream()
                .filter(locked -> locked.path().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no release in " + closure.root()));
    }

    private static List<LockedPackage> dependencies(Closure closure) {
        return closure.packages().stream().filter(locked -> !locked.path().isEmpty()).toList();
    }

    /** The package of that name in the same place; else any of that name. */
    private static @Nullable LockedPackage predecessor(
            LockedPackage locked, List<LockedPackage> older) {
        LockedPackage named = null;
        for (var candidate : older) {
            if (name(candidate).equals(name(locked))) {
                if (candidate.path().equals(locked.path())) {
                    return candidate;
                }
                named = candidate;
            }
        }
        return named;
    }

    private static List<LockedPackage> gone(List<LockedPackage> older, Closure to) {
        Set<String> names =
                to.packages().stream().map(ClosureChange::name).collect(Collectors.toSet());
        var seen = new HashSet<String>();
        return older.stream()
                .filter(locked -> !names.contains(name(locked)) && seen.add(name(locked)))
                .toList();
    }

    private static String name(LockedPackage locked) {
        return locked.purl().packageName();
    }
}
