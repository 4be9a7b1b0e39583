package dev.assay.scanners.delta;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which packages of a closure have to be looked at again, and against what. A package that the
 * older closure holds with the same integrity was looked at then.
 *
 * @param root the release itself, always compared
 * @param replaced other packages of which the older closure has another version
 * @param arrived packages of which the older closure has no version
 * @param gone packages of which the newer closure has no version
 */
public record ClosureChange(
        Pair root, List<Pair> replaced, List<LockedPackage> arrived, List<LockedPackage> gone) {

    /**
     * Two versions of one package.
     *
     * @param from null where there is nothing to compare with
     */
    public record Pair(@Nullable LockedPackage from, LockedPackage to) {}

    public ClosureChange {
        Objects.requireNonNull(root, "root is null");
        replaced = List.copyOf(replaced);
        arrived = List.copyOf(arrived);
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
        var seen = new HashSet<>(known);
        var replaced = new ArrayList<Pair>();
        var arrived = new ArrayList<LockedPackage>();
        for (var locked : dependencies(to)) {
            if (seen.add(locked.integrity())) {
                var predecessor = predecessor(locked, older);
                if (predecessor == null) {
                    arrived.add(locked);
                } else {
                    replaced.add(new Pair(predecessor, locked));
                }
            }
        }
        var root = new Pair(from == null ? null : root(from), root(to));
        return new ClosureChange(root, replaced, arrived, gone(older, to));
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
