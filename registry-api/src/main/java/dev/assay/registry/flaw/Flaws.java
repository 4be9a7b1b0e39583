package dev.assay.registry.flaw;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.flaw.FlawScan;
import dev.assay.inventory.flaw.FlawStore;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.Deeds;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.flaw.Flaw;
import dev.assay.scanners.flaw.FlawOutcome;
import dev.assay.scanners.flaw.FlawScanner;
import dev.assay.scanners.flaw.Sought;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known to be wrong with releases. A release is looked at when it is vetted, and again
 * whenever the data are newer; what is found then is on the audit trail, and has it judged anew.
 */
public final class Flaws {

    private static final Logger LOG = LoggerFactory.getLogger(Flaws.class);

    private static final Set<ReleaseState> STATES =
            Set.of(ReleaseState.IN_REVIEW, ReleaseState.APPROVED, ReleaseState.SUSPENDED);

    /** So many releases are looked at together: their closures share most packages. */
    private static final int BATCH = 200;

    private static final int MOST_NAMED = 5;

    /**
     * How old the data are.
     *
     * @param sources what was read last
     * @param problem why it could not be read the last time, or why there is none; null otherwise
     * @param at when that was
     */
    public record State(
            boolean configured,
            List<FlawOutcome.Source> sources,
            @org.jspecify.annotations.Nullable String problem,
            @org.jspecify.annotations.Nullable Instant at) {}

    private final FlawScanner scanner;
    private final FlawStore store;
    private final ReleaseStore releases;
    private final ClosureStore closures;
    private final ReleaseContents contents;
    private final Deeds deeds;
    private final AuditTrail audit;
    private final Clock clock;
    private volatile State state;
    private volatile Instant dataSince = Instant.EPOCH;

    Flaws(
            FlawScanner scanner,
            FlawStore store,
            ReleaseStore releases,
            ClosureStore closures,
            ReleaseContents contents,
            Deeds deeds,
            AuditTrail audit,
            Clock clock) {
        this.scanner = scanner;
        this.store = store;
        this.releases = releases;
        this.closures = closures;
        this.contents = contents;
        this.deeds = deeds;
        this.audit = audit;
        this.clock = clock;
        this.state =
                new State(
                        scanner.on(),
                        List.of(),
                        scanner.on() ? "its data are not read yet" : FlawScanner.NO_SOURCE,
                        null);
    }

    public State state() {
        return state;
    }

    /** The last look at a release; empty where nobody could look. */
    public Optional<FlawScan> of(Id release) {
        return store.find(release);
    }

    /** Why a release that nobody has looked at was not: a sentence after "not scanned, because". */
    public String whyNot() {
        var problem = state.problem();
        return problem == null ? "it was not looked at yet" : problem;
    }

    /** When another flaw was found last, for any release. */
    public Optional<Instant> changedAt() {
        return store.changedAt();
    }

    /** Looks at one release that is being vetted. Where nobody can look, what was found stays. */
    public Optional<FlawScan> look(Release release, List<LockedPackage> closure) {
        try {
            // Read in any case: its bill of materials tells of it too.
            var looked = LookedUp.of(release, closure, contents.read(release));
            if (!scanner.on()) {
                return of(release.id());
            }
            switch (scanner.look(looked.packages())) {
                case FlawOutcome.Scanned scanned ->
                        deeds.run(
                                () -> {
                                    releases.lock(release.id()).orElseThrow();
                                    store.keep(
                                            release.id(),
                                            names(scanned.sources()),
                                            scanned.flaws(),
                                            looked.unscanned(scanned));
                                });
                case FlawOutcome.NotScanned(var reason) ->
                        LOG.info("{} was not scanned for known flaws: {}", release.purl(), reason);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return of(release.id());
    }

    /** Reads newer data, and looks again at everything that is in review, approved or suspended. */
    synchronized void refresh() throws InterruptedException {
        if (!scanner.on()) {
            return;
        }
        try {
            var before = state.sources();
            var sources = scanner.update();
            if (!sources.equals(before)) {
                dataSince = clock.instant();
            }
            state = new State(true, sources, null, clock.instant());
        } catch (IOException e) {
            state = new State(true, state.sources(), e.getMessage(), clock.instant());
            throw new IllegalStateException(e.getMessage(), e);
        }
        for (var past = store.past(dataSince, STATES, BATCH);
                !past.isEmpty();
                past = store.past(dataSince, STATES, BATCH)) {
            lookAgain(past);
        }
    }

    private void lookAgain(List<Id> past) throws InterruptedException {
        var lookedUp = new LinkedHashMap<Id, LookedUp>();
        for (var id : past) {
            var release = releases.find(id).orElseThrow();
            lookedUp.put(id, LookedUp.of(release, closures.packages(id), contents.read(release)));
        }
        var all =
                lookedUp.values().stream()
                        .flatMap(each -> each.packages().stream())
                        .distinct()
                        .toList();
        switch (scanner.look(all)) {
            case FlawOutcome.NotScanned(var reason) -> throw new IllegalStateException(reason);
            case FlawOutcome.Scanned scanned -> {
                var byPurl = scanned.flaws().stream().collect(Collectors.groupingBy(Flaw::purl));
                lookedUp.forEach(
                        (id, looked) ->
                                keep(
                                        id,
                                        names(scanned.sources()),
                                        of(looked.packages(), byPurl),
                                        looked.unscanned(scanned)));
            }
        }
    }

    private static List<Flaw> of(List<Sought> looked, Map<String, List<Flaw>> byPurl) {
        return looked.stream()
                .flatMap(each -> byPurl.getOrDefault(each.purl(), List.of()).stream())
                .sorted(Flaw.ORDER)
                .toList();
    }

    private void keep(Id id, List<String> sources, List<Flaw> found, String unscanned) {
        deeds.run(
                () -> {
                    // Held, so that whoever judges it meanwhile notices.
                    var release = releases.lock(id).orElseThrow();
                    var known =
                            store.find(id).stream()
                                    .flatMap(each -> each.flaws().stream())
                                    .map(each -> each.purl() + " " + each.id())
                                    .collect(Collectors.toSet());
                    store.keep(id, sources, found, unscanned);
                    var fresh =
                            found.stream()
                                    .filter(each -> !known.contains(each.purl() + " " + each.id()))
                                    .filter(each -> each.severity().atLeast(Severity.HIGH))
                                    .toList();
                    if (!fresh.isEmpty() && release.state() == ReleaseState.APPROVED) {
                        audit.append(
                                AuditTrail.SERVICE,
                                "release.flaw-found",
                                release.purl().toString(),
                                words(fresh));
                    }
                });
    }

    private static String words(List<Flaw> fresh) {
        var named =
                fresh.stream().limit(MOST_NAMED).map(Flaw::line).collect(Collectors.joining("; "));
        var rest = fresh.size() - MOST_NAMED;
        return rest > 0 ? named + "; and " + rest + " more" : named;
    }

    private static List<String> names(List<FlawOutcome.Source> sources) {
        return List.copyOf(
                sources.stream()
                        .map(FlawOutcome.Source::name)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }
}
