package dev.assay.scanners.closure.pypi;

import dev.assay.scanners.artifact.pypi.CoreMetadata;
import dev.assay.scanners.artifact.pypi.IndexFile;
import dev.assay.scanners.artifact.pypi.IndexPage;
import dev.assay.scanners.artifact.pypi.PypiTarget;
import dev.assay.scanners.artifact.pypi.PythonVersion;
import dev.assay.scanners.artifact.pypi.VersionRange;
import dev.assay.scanners.coordinates.PythonName;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What could be chosen for one target, in the order in which pip tries it. */
final class Candidates {

    private final Shelf shelf;
    private final PypiTarget target;
    private final Map<String, List<IndexFile>> byName = new HashMap<>();
    private final Map<Candidate, Optional<List<Wish>>> wanted = new HashMap<>();

    Candidates(Shelf shelf, PypiTarget target) {
        this.shelf = shelf;
        this.target = target;
    }

    /** The candidates that fulfil all wishes for one key, the highest version first. */
    List<Candidate> matching(List<Wish> wishes, Set<Candidate> incompatible)
            throws InterruptedException {
        if (wishes.isEmpty()) {
            return List.of();
        }
        var first = wishes.getFirst();
        var fitting = new ArrayList<IndexFile>();
        for (var file : files(first.name())) {
            if (wishes.stream().allMatch(wish -> wish.takes(file.version()))) {
                fitting.add(file);
            }
        }
        withoutPrereleases(wishes, fitting);
        var pinned = wishes.stream().anyMatch(Wish::isPinned);
        if (!pinned || !fitting.stream().allMatch(IndexFile::isYanked)) {
            fitting.removeIf(IndexFile::isYanked);
        }
        return fitting.stream()
                .map(file -> new Candidate(first.name(), first.extras(), file))
                .filter(each -> !incompatible.contains(each))
                .toList();
    }

    /**
     * Those are for whoever asks for them, and for where nobody asks for anything and there is
     * nothing else. PEP 440 would have them wherever nothing else fits; pip up to 25 has not.
     */
    private static void withoutPrereleases(List<Wish> wishes, List<IndexFile> fitting) {
        var asked =
                wishes.stream()
                        .anyMatch(
                                wish ->
                                        wish.range().asksForPrereleases()
                                                || wish.exact() != null
                                                        && wish.exact().isPrerelease());
        var onlyThose =
                wishes.stream().allMatch(Wish::isFree)
                        && fitting.stream().allMatch(file -> file.version().isPrerelease());
        if (!asked && !onlyThose) {
            fitting.removeIf(file -> file.version().isPrerelease());
        }
    }

    /** The file for the target of each version that has one, the highest version first. */
    private List<IndexFile> files(String name) throws InterruptedException {
        var known = byName.get(name);
        if (known == null) {
            known = shelf.page(name).map(this::best).orElse(List.of());
            byName.put(name, known);
        }
        return known;
    }

    private List<IndexFile> best(IndexPage page) {
        var byVersion = new HashMap<PythonVersion, List<IndexFile>>();
        page.files()
                .forEach(
                        file ->
                                byVersion
                                        .computeIfAbsent(file.version(), any -> new ArrayList<>())
                                        .add(file));
        return byVersion.values().stream()
                .flatMap(files -> IndexPage.best(files, target).stream())
                .sorted(
                        (one, other) -> {
                            var order = other.version().compareTo(one.version());
                            return order != 0
                                    ? order
                                    : one.name().fileName().compareTo(other.name().fileName());
                        })
                .toList();
    }

    /** What a candidate wants; empty where its metadata say that it cannot be chosen. */
    Optional<List<Wish>> wishes(Candidate candidate) throws InterruptedException {
        var known = wanted.get(candidate);
        if (known == null) {
            known = read(candidate);
            wanted.put(candidate, known);
        }
        return known;
    }

    private Optional<List<Wish>> read(Candidate candidate) throws InterruptedException {
        var metadata = shelf.metadata(candidate.name(), candidate.file()).orElse(null);
        if (metadata == null || !isConsistent(candidate, metadata) || !isForTarget(metadata)) {
            return Optional.empty();
        }
        var wishes = new ArrayList<Wish>();
        if (!candidate.extras().isEmpty()) {
            wishes.add(
                    new Wish(
                            candidate.name(),
                            new TreeSet<>(),
                            VersionRange.ANY,
                            candidate.version()));
        }
        var wanted = wished(metadata.requirements(), candidate.extras(), candidate.toString());
        wanted.ifPresent(wishes::addAll);
        return wanted.map(any -> wishes);
    }

    /**
     * What somebody wants on the target.
     *
     * @param requirements as they are written (PEP 508)
     * @param who wants it, for people
     * @return empty where one of them cannot be read
     */
    Optional<List<Wish>> wished(List<String> requirements, SortedSet<String> extras, String who) {
        var wishes = new ArrayList<Wish>();
        for (var text : requirements) {
            var requirement = Requirement.of(text).orElse(null);
            if (requirement == null) {
                return Optional.empty();
            }
            if (counts(requirement, extras)) {
                if (requirement.address() != null) {
                    throw Shelf.unresolvable(
                            who
                                    + " wants "
                                    + requirement.name()
                                    + " from "
                                    + printable(requirement.address())
                                    + ", and Assay locks what the index has");
                }
                wishes.add(
                        new Wish(
                                requirement.name(),
                                requirement.extras(),
                                requirement.range(),
                                null));
            }
        }
        return Optional.of(wishes);
    }

    private boolean counts(Requirement requirement, SortedSet<String> extras) {
        var environment = new HashMap<>(target.environment());
        for (var extra : extras.isEmpty() ? Set.of("") : extras) {
            environment.put("extra", extra);
            if (requirement.marker().holds(environment)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConsistent(Candidate candidate, CoreMetadata metadata) {
        return PythonName.normal(String.valueOf(metadata.name())).equals(candidate.name())
                && PythonVersion.of(String.valueOf(metadata.version()))
                        .filter(candidate.version()::equals)
                        .isPresent();
    }

    private boolean isForTarget(CoreMetadata metadata) {
        var written = metadata.requiresPython();
        return written == null
                || VersionRange.of(written)
                        .map(range -> range.contains(target.python()))
                        .orElse(true);
    }

    static String printable(String text) {
        var line = text.replaceAll("\\p{C}+", " ").strip();
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }
}
