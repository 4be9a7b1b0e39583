package dev.assay.web.cli;

import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;
import dev.assay.scanners.delta.Delta;
import dev.assay.scanners.delta.ObservedDelta;
import dev.assay.scanners.detonation.Detonation;
import dev.assay.scanners.detonation.DetonationOutcome;
import dev.assay.scanners.detonation.chamber.Chamber;
import dev.assay.scanners.profile.Observed;
import dev.assay.scanners.profile.Profile;
import dev.assay.scanners.vendored.Attributed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs what a command names, and joins what was seen with what its code says. */
final class Detonations {

    /** One for all versions, since whether anything gets out is tried once. */
    private static final Detonation DETONATION = new Detonation(Chamber.ofHost());

    private final Workplace workplace;
    private final Terminal terminal;

    Detonations(Workplace workplace, Terminal terminal) {
        this.workplace = workplace;
        this.terminal = terminal;
    }

    /**
     * A version that was run.
     *
     * @param profile what its code says
     */
    private record Seen(Profile profile, Observed observed) {}

    /** The delta with what both versions were seen to do. */
    Delta joined(Delta delta, @Nullable Artifact from, Artifact to)
            throws IncompleteException, UsageException, InterruptedException {
        var before = from == null ? null : seen(from);
        var now = seen(to);
        var joined =
                ObservedDelta.joined(
                        delta, before == null ? null : before.observed(), now.observed());
        return before == null
                ? joined
                : ObservedDelta.unrun(
                        joined,
                        Attributed.unknown(before.profile()),
                        Attributed.unknown(now.profile()),
                        now.observed());
    }

    /** What one version was seen to do. */
    Observed observed(Artifact artifact)
            throws IncompleteException, UsageException, InterruptedException {
        return seen(artifact).observed();
    }

    private Seen seen(Artifact artifact)
            throws IncompleteException, UsageException, InterruptedException {
        if (!(workplace.fetch(artifact) instanceof Fetched.Ready ready)) {
            throw new IncompleteException("what does not hash to what was promised is not run");
        }
        if (!Files.isRegularFile(ready.path())) {
            throw new UsageException(
                    "only what is packed can be run: name the .tgz, .whl, .jar or .mcpb of "
                            + ready.path());
        }
        var profile = workplace.scan(ready);
        var closure = closure(artifact, profile);
        var outcome =
                DETONATION.run(
                        closure,
                        Detonation.asked(profile),
                        (locked, file) -> archive(locked, ready.path(), file),
                        what ->
                                terminal.progress(
                                        "running " + closure.root() + ": " + what + " …"));
        return switch (outcome) {
            case DetonationOutcome.Ran(var observed, var evidence) -> {
                refuseBareJar(artifact, closure, observed);
                yield new Seen(profile, observed);
            }
            case DetonationOutcome.NotRun(var reason, var why) ->
                    throw new IncompleteException(reason);
        };
    }

    /** Nothing that can be trusted says which other jars a jar on disk has to be run with. */
    private static void refuseBareJar(Artifact artifact, Closure closure, Observed observed)
            throws IncompleteException {
        if (artifact instanceof Artifact.OnDisk(var path)
                && closure.root().type().equals("maven")
                && observed.outcome() != Observed.Outcome.DRIVEN) {
            throw new IncompleteException(
                    path
                            + " did not come to list its tools: "
                            + observed.problem()
                            + ". A jar on disk is run with what it holds itself; where it needs"
                            + " other jars, name the release by its package URL,"
                            + " pkg:maven/GROUP/NAME@VERSION");
        }
    }

    private Closure closure(Artifact artifact, Profile profile)
            throws IncompleteException, UsageException, InterruptedException {
        return switch (artifact) {
            case Artifact.InRegistry(var purl) -> workplace.closure(purl);
            case Artifact.OnDisk(var path) -> new LocalClosure(workplace).of(path, profile);
        };
    }

    private void archive(LockedPackage locked, Path release, Path file)
            throws IOException, InterruptedException {
        if (locked.path().isEmpty()) {
            Files.copy(release, file);
            return;
        }
        try {
            if (workplace.fetch(locked) instanceof Fetched.Ready ready) {
                Files.copy(ready.path(), file);
                return;
            }
        } catch (IncompleteException e) {
            throw new IOException(e.getMessage(), e);
        }
        throw new IOException(
                "the bytes of " + locked.purl() + " are not those that were promised");
    }
}
