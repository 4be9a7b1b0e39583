package dev.assay.scanners.vendored;

import dev.assay.scanners.javascript.syntax.Fingerprints;
import dev.assay.scanners.profile.FunctionPrint;
import dev.assay.scanners.profile.Profile;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds copies of known releases in a package. A release is in a file when enough of the file's
 * functions have shapes of the release and stand together; a bundler keeps the order of what it
 * copies. Pure: the same profile and releases give the same answer.
 */
public final class Attributor {

    /** Fewer matches in one run say nothing: small functions are written alike by chance. */
    public static final int FEWEST = 6;

    /** So many functions in a row that the release does not have end a run. */
    private static final int WIDEST_GAP = 3;

    /** Below this share of matches a run is another release, and nothing in it is a stranger. */
    private static final double SURE = 0.85;

    private final Map<String, List<KnownRelease>> byShape = new HashMap<>();
    private final Map<String, KnownRelease> releases = new LinkedHashMap<>();

    /**
     * @param known the releases that may be copied
     */
    public Attributor(Collection<KnownRelease> known) {
        known.stream()
                .sorted(Comparator.comparing(KnownRelease::purl))
                .forEach(
                        release -> {
                            if (releases.putIfAbsent(release.purl(), release) == null) {
                                release.functions()
                                        .forEach((shape, function) -> index(release, function));
                            }
                        });
    }

    private void index(KnownRelease release, FunctionPrint function) {
        if (isTelling(function)) {
            byShape.computeIfAbsent(function.shape(), key -> new ArrayList<>(1)).add(release);
        }
    }

    /** Whether a function is large enough not to be written twice by chance. */
    public static boolean isTelling(FunctionPrint function) {
        return function.size() >= Fingerprints.SMALLEST_SHAPE;
    }

    /** Says where the functions of a package come from. */
    public Attribution attribute(Profile profile) {
        var origins = new TreeMap<String, String>();
        var copies = new TreeMap<String, int[]>();
        var strangers = new ArrayList<Attribution.Stranger>();
        for (var whole : files(profile).values()) {
            var file = whole.stream().filter(Attributor::isTelling).toList();
            for (var run : runs(file, profile.purl())) {
                run.takeSmall(whole);
                var count = copies.computeIfAbsent(run.release.purl(), key -> new int[2]);
                run.matched.forEach(
                        function -> {
                            origins.putIfAbsent(function.print(), run.release.purl());
                            count[0]++;
                        });
                count[1] += strangers(run, file, strangers);
            }
        }
        var held =
                copies.entrySet().stream()
                        .map(
                                entry ->
                                        new Attribution.Copy(
                                                entry.getKey(),
                                                entry.getValue()[0],
                                                entry.getValue()[1]))
                        .sorted(
                                Comparator.comparingInt(Attribution.Copy::functions)
                                        .reversed()
                                        .thenComparing(Attribution.Copy::release))
                        .toList();
        strangers.removeIf(stranger -> origins.containsKey(stranger.function().print()));
        return new Attribution(Attribution.SCHEMA, profile.purl(), held, origins, strangers);
    }

    private static Map<String, List<FunctionPrint>> files(Profile profile) {
        var files = new TreeMap<String, List<FunctionPrint>>();
        for (var function : profile.functions()) {
            if (!function.shape().isEmpty()) {
                files.computeIfAbsent(function.file(), key -> new ArrayList<>()).add(function);
            }
        }
        files.values().forEach(file -> file.sort(Comparator.comparingInt(FunctionPrint::start)));
        return files;
    }

    /** Functions of a file that stand together and come from one release. */
    private static final class Run {
        private final KnownRelease release;
        private final List<FunctionPrint> matched = new ArrayList<>();
        private final List<FunctionPrint> others = new ArrayList<>();
        private final List<FunctionPrint> pending = new ArrayList<>();
        private int telling;

        private Run(KnownRelease release) {
            this.release = release;
        }

        /** Small functions tell nothing by themselves, but do where they stand in a copy. */
        private void takeSmall(List<FunctionPrint> whole) {
            telling = matched.size();
            var from = matched.getFirst().start();
            var to = matched.getLast().start();
            for (var function : whole) {
                if (!isTelling(function)
                        && function.start() > from
                        && function.start() < to
                        && release.functions().containsKey(function.shape())) {
                    matched.add(function);
                }
            }
        }

        private double share() {
            return (double) telling / (telling + others.size());
        }
    }

    private List<Run> runs(List<FunctionPrint> file, String own) {
        var best = bestOf(file, own);
        var runs = new ArrayList<Run>();
        Run run = null;
        for (var function : file) {
            var release = choose(function, best, run);
            if (release != null) {
                if (run == null || run.release != release) {
                    run = new Run(release);
                    runs.add(run);
                }
                run.others.addAll(run.pending);
                run.pending.clear();
                run.matched.add(function);
            } else if (run != null) {
                run.pending.add(function);
                if (run.pending.size() > WIDEST_GAP) {
                    run = null;
                }
            }
        }
        runs.removeIf(each -> each.matched.size() < FEWEST);
        return runs;
    }

    /** Of each package the one release that has most of the file, with a score for it. */
    private Map<KnownRelease, Double> bestOf(List<FunctionPrint> file, String own) {
        var seen = new HashSet<String>();
        var counts = new HashMap<String, Integer>();
        for (var function : file) {
            if (seen.add(function.shape())) {
                for (var release : byShape.getOrDefault(function.shape(), List.of())) {
                    counts.merge(release.purl(), 1, Integer::sum);
                }
            }
        }
        var best = new TreeMap<String, KnownRelease>();
        for (var release : releases.values()) {
            var count = counts.getOrDefault(release.purl(), 0);
            if (count < FEWEST || own.startsWith(release.packageUrl() + "@")) {
                continue;
            }
            var other = best.get(release.packageUrl());
            if (other == null || count >= counts.getOrDefault(other.purl(), 0)) {
                best.put(release.packageUrl(), release);
            }
        }
        var scores = new IdentityHashMap<KnownRelease, Double>();
        for (var release : best.values()) {
            // What is bundled here may be known as part of another bundle too, which has more
            // besides.
            double count = counts.getOrDefault(release.purl(), 0);
            scores.put(release, count * count / release.functions().size());
        }
        return scores;
    }

    /** The release of the run a function stands in where it has it; else the one with most. */
    private @Nullable KnownRelease choose(
            FunctionPrint function, Map<KnownRelease, Double> best, @Nullable Run run) {
        KnownRelease chosen = null;
        for (var release : byShape.getOrDefault(function.shape(), List.of())) {
            if (!best.containsKey(release)) {
                continue;
            }
            if (run != null && run.release == release) {
                return release;
            }
            if (chosen == null
                    || best.getOrDefault(release, 0.0) > best.getOrDefault(chosen, 0.0)) {
                chosen = release;
            }
        }
        return chosen;
    }

    private int compared(KnownRelease release) {
        var name = release.packageUrl();
        return (int)
                releases.values().stream().filter(other -> other.packageUrl().equals(name)).count();
    }

    /** Adds the strangers of a run; the answer is how many others are mere rebuilds. */
    private int strangers(Run run, List<FunctionPrint> file, List<Attribution.Stranger> strangers) {
        var present = new HashSet<String>();
        file.forEach(function -> present.add(function.shape()));
        var rebuilt = 0;
        var sure = run.share() >= SURE;
        for (var function : run.others) {
            if (byShape.containsKey(function.shape())) {
                // Another known release's.
                continue;
            }
            var foreign = run.release.foreign(function).size();
            if (foreign == 0) {
                rebuilt++;
            } else if (sure) {
                var was = Likeness.nearest(function, run.release, present);
                strangers.add(
                        new Attribution.Stranger(
                                function, run.release.purl(), was, foreign, compared(run.release)));
            }
        }
        return rebuilt;
    }
}
