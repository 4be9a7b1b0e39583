package dev.assay.scanners.closure.cargo;

import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.FetchOutcome;
import dev.assay.scanners.artifact.FetchOutcome.Fetched;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.TarballReader;
import dev.assay.scanners.artifact.cargo.CargoRegistry;
import dev.assay.scanners.artifact.cargo.CargoTarget;
import dev.assay.scanners.artifact.cargo.IndexEntry;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.ClosureOutcome;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.closure.cargo.OnTarget.Part;
import dev.assay.scanners.closure.cargo.Resolution.Line;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Resolves a release to everything that cargo builds it of on the target, with its default
 * features: what it needs and what its build does, each locked by its checksum. Nothing of it is
 * built or run.
 */
public final class CargoClosureResolver {

    private static final String LOCK = "Cargo.lock";

    private final CargoRegistry registry;
    private final CargoTarget target;
    private final Clock clock;

    public CargoClosureResolver(CargoRegistry registry, CargoTarget target, Clock clock) {
        this.registry = registry;
        this.target = target;
        this.clock = clock;
    }

    /** Takes files that were fetched, as long as they are there. */
    @FunctionalInterface
    public interface Taker {
        void take(Purl purl, Fetched file) throws IOException;
    }

    /** What was chosen, and what there is to say of it. */
    private record Choice(
            Map<Line, IndexEntry> versions, @Nullable String lock, List<String> notes) {}

    /**
     * Resolves one release.
     *
     * @param entry the release, as the index has it
     * @param taker told of the release's own file, which is fetched for its {@code Cargo.lock}
     */
    public ClosureOutcome resolve(Purl release, IndexEntry entry, Taker taker)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("assay-cargo-");
        var file = folder.resolve("crate");
        try {
            var fetched =
                    registry.file(entry.name(), entry.version().text(), entry.checksum(), file);
            if (fetched instanceof FetchOutcome.Missed missed) {
                return ClosureOutcome.without(entry.toString(), missed);
            }
            var its = (Fetched) fetched;
            taker.take(release, its);
            var lock =
                    new TarballReader(ArchiveLimits.DEFAULT, clock).read(file, release)
                                    instanceof ReadOutcome.Read(var tree)
                            ? CargoLock.parse(tree.files().getOrDefault(LOCK, new byte[0]))
                            : CargoLock.NONE;
            return new ClosureOutcome.Resolved(closure(release, entry, choose(entry, lock)));
        } catch (StoppedException e) {
            return e.outcome();
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    private Choice choose(IndexEntry entry, CargoLock lock) throws InterruptedException {
        if (lock.isEmpty()) {
            return new Choice(chosen(entry, CargoLock.NONE), null, new ArrayList<>());
        }
        var notes = new ArrayList<String>();
        try {
            var versions = chosen(entry, lock);
            notes.add(
                    "its versions are those of its own Cargo.lock, which cargo takes with --locked");
            return new Choice(versions, LOCK, notes);
        } catch (StoppedException e) {
            if (e.isContradiction()
                    || !(e.outcome() instanceof ClosureOutcome.Unresolvable(var why))) {
                throw e;
            }
            notes.add(
                    "its own Cargo.lock does not fit it (" + why + "), so cargo refuses --locked");
            return new Choice(chosen(entry, CargoLock.NONE), null, notes);
        }
    }

    private Map<Line, IndexEntry> chosen(IndexEntry entry, CargoLock lock)
            throws InterruptedException {
        return new Resolution(new Shelf(registry, clock, lock), registry.limits()).resolve(entry);
    }

    private Closure closure(Purl release, IndexEntry entry, Choice choice) {
        var reached = new OnTarget(choice.versions(), target);
        var parts = reached.from(entry);
        var notes = choice.notes();
        for (var each : reached.unknown()) {
            notes.add(
                    "whether " + each + " holds on " + target + " is not known; it counts as met");
        }
        var elsewhere =
                choice.versions().entrySet().stream()
                        .filter(each -> !parts.containsKey(each.getKey()))
                        .map(each -> each.getValue().line())
                        .sorted()
                        .toList();
        var packages = new ArrayList<LockedPackage>();
        for (var part : parts.values()) {
            var root = part.entry().equals(entry);
            packages.add(
                    new LockedPackage(
                            root ? "" : path(part.entry(), parts),
                            root
                                    ? release
                                    : new Purl(
                                            "cargo",
                                            null,
                                            part.entry().name(),
                                            part.entry().version().text()),
                            part.entry().integrity(),
                            false,
                            manifest(
                                            part,
                                            choice.lock(),
                                            root ? elsewhere : List.of(),
                                            root ? notes : List.of())
                                    .json()));
        }
        packages.sort(Comparator.comparing(LockedPackage::path));
        return new Closure(release, packages);
    }

    private CargoManifest manifest(
            Part part, @Nullable String lock, List<String> elsewhere, List<String> notes) {
        var entry = part.entry();
        return new CargoManifest(
                entry.name(),
                entry.version().text(),
                entry.line(),
                entry.yanked(),
                target.triple(),
                part.features().stream().sorted().toList(),
                lock,
                part.way(),
                elsewhere,
                notes);
    }

    /** The highest version of a crate has the crate's place, so that it keeps it when it rises. */
    private static String path(IndexEntry entry, Map<Line, Part> parts) {
        var higher =
                parts.values().stream()
                        .map(Part::entry)
                        .filter(each -> each.name().equals(entry.name()))
                        .anyMatch(each -> each.version().compareTo(entry.version()) > 0);
        return higher ? entry.name() + "@" + entry.version().line() : entry.name();
    }
}
