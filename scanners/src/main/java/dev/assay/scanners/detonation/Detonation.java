package dev.assay.scanners.detonation;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.detonation.chamber.Cell;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.detonation.chamber.Isolation;
import dev.assay.scanners.detonation.chamber.NotIsolated;
import dev.assay.scanners.detonation.chamber.Order;
import dev.assay.scanners.detonation.chamber.Outcome;
import dev.assay.scanners.detonation.entry.Placed;
import dev.assay.scanners.detonation.sinkhole.RecordedAnswer;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.profile.Fact;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.text.HostileJson;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs a release in a chamber and tells what it was seen to do. Where no chamber can be had,
 * nothing is run.
 */
public final class Detonation {

    private static final JsonMapper JSON = HostileJson.mapper(64 << 20);
    private static final Duration DEADLINE = Duration.ofMinutes(3);
    private static final String ARCHIVES = "/assay/archives";
    private static final int REPEATS = 2;
    private static final int CALL_MILLIS = 10_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Gives the archives of packages. */
    public interface Archives {

        /** Puts the verified bytes of a package into a file. */
        void write(LockedPackage locked, Path file) throws IOException, InterruptedException;
    }

    private final Chamber chamber;
    private final List<RecordedAnswer> answers;
    private @Nullable Isolation isolation;

    public Detonation(Chamber chamber) {
        this(chamber, List.of());
    }

    /**
     * @param answers what hosts were recorded to answer, asked first and in this order
     */
    public Detonation(Chamber chamber, List<RecordedAnswer> answers) {
        this.chamber = chamber;
        this.answers = List.copyOf(answers);
    }

    /** Why releases of its kind are not run, with what to do; null where they are. */
    public static @Nullable String missing(Purl release) {
        return Runners.missing(release);
    }

    /** The variables that the code of a release reads, which it is then given. */
    public static Set<String> asked(Profile release) {
        return release.facts().stream()
                .filter(fact -> fact.kind() == FindingKind.ENV_ACCESS)
                .map(Fact::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Runs the server of a release, with its install hooks before it.
     *
     * @param asked variables that its code reads
     * @param progress told what is being done, in a few words
     */
    public DetonationOutcome run(
            Closure closure, Set<String> asked, Archives archives, Consumer<String> progress)
            throws InterruptedException {
        var release = closure.root();
        if (missing(release) instanceof String reason) {
            return new DetonationOutcome.NotRun(
                    release + " " + reason, DetonationOutcome.Why.NOT_OFFERED);
        }
        try {
            progress.accept("trying to get out of the sandbox");
            if (isolation() instanceof NotIsolated(var reason, var whatToDo)) {
                return notIsolated(closure, reason, whatToDo);
            }
            var folder = Files.createTempDirectory("assay-run-");
            try {
                return run(closure, asked, archives, folder, progress);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            return new DetonationOutcome.NotRun("there is no room to run it: " + e.getMessage());
        }
    }

    /** What came of trying to get out of the chamber, which is tried once. */
    public synchronized Isolation isolation() throws IOException, InterruptedException {
        if (isolation == null) {
            isolation = chamber.prove();
        }
        return isolation;
    }

    private DetonationOutcome run(
            Closure closure,
            Set<String> asked,
            Archives archives,
            Path folder,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        var placed = new ArrayList<Placed>();
        var runner = Runners.of(closure);
        for (var locked : closure.packages()) {
            var file = placed.size() + ".archive";
            var place = runner.placed(locked, file);
            if (place.isPresent()) {
                archives.write(locked, folder.resolve(file));
                placed.add(place.get());
            }
        }
        var seed = new byte[16];
        RANDOM.nextBytes(seed);
        var order =
                new RunOrder(
                        closure.root().toString(),
                        Runners.sorted(placed),
                        asked,
                        List.of(),
                        true,
                        HexFormat.of().formatHex(seed),
                        REPEATS,
                        CALL_MILLIS,
                        answers);
        var outcome =
                chamber.run(
                        Order.of(
                                Conductor.class,
                                List.of(ARCHIVES),
                                JSON.writeValueAsBytes(order),
                                List.of(new Cell.Mount(folder, ARCHIVES, false)),
                                DEADLINE),
                        progress);
        return switch (outcome) {
            case Outcome.Answered(var answer) -> read(closure, answer);
            case Outcome.Failed(var reason) ->
                    notRun(closure, "could not be run: " + HostileJson.shown(reason));
            case Outcome.TimedOut(var deadline) ->
                    new DetonationOutcome.NotRun(
                            closure.root()
                                    + " was still running after "
                                    + deadline.toSeconds()
                                    + " s",
                            DetonationOutcome.Why.TIMED_OUT);
            case Outcome.NotRun(var why) -> notIsolated(closure, why.reason(), why.whatToDo());
        };
    }

    private static DetonationOutcome notIsolated(Closure closure, String reason, String whatToDo) {
        return new DetonationOutcome.NotRun(
                closure.root() + " was not run: " + reason + ". " + whatToDo,
                DetonationOutcome.Why.NOT_ISOLATED);
    }

    private static DetonationOutcome notRun(Closure closure, String why) {
        return new DetonationOutcome.NotRun(closure.root() + " " + why);
    }

    /** What the conductor writes holds texts of strangers, so it is read as theirs. */
    private static DetonationOutcome read(Closure closure, byte[] answer) {
        try {
            var whole = JSON.readTree(answer);
            if (whole.path("unfit").isString()) {
                return new DetonationOutcome.NotRun(
                        closure.root()
                                + " "
                                + HostileJson.shown(whole.path("unfit").stringValue(), 600),
                        DetonationOutcome.Why.NOT_OFFERED);
            }
            var observed = JSON.treeToValue(whole.path("observed"), Observed.class);
            return new DetonationOutcome.Ran(
                    observed, JSON.writeValueAsBytes(whole.path("evidence")));
        } catch (JacksonException e) {
            return new DetonationOutcome.NotRun(
                    "what was seen could not be read: "
                            + HostileJson.shown(e.getOriginalMessage()));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
