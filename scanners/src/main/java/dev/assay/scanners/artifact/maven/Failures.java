package dev.assay.scanners.artifact.maven;

import dev.assay.scanners.artifact.FetchOutcome;

import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ChecksumFailureException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** What the exceptions of Maven's resolver come to. */
public final class Failures {

    /** The worst that a repository said counts, and that none has it only when all say so. */
    private static final List<Class<? extends FetchOutcome>> WORST_FIRST =
            List.of(
                    FetchOutcome.IntegrityMismatch.class,
                    FetchOutcome.NothingToCompare.class,
                    FetchOutcome.TooLarge.class,
                    FetchOutcome.Truncated.class,
                    FetchOutcome.Unavailable.class,
                    FetchOutcome.NotFound.class);

    private Failures() {}

    /**
     * One outcome of all that repositories said.
     *
     * @param what what was asked for
     */
    public static FetchOutcome.Missed outcome(Collection<? extends Throwable> thrown, String what) {
        FetchOutcome.Missed worst = null;
        for (var each : thrown) {
            var outcome = outcome(each, what);
            if (worst == null || rank(outcome) < rank(worst)) {
                worst = outcome;
            }
        }
        return worst == null ? new FetchOutcome.NotFound("no repository has " + what) : worst;
    }

    private static int rank(FetchOutcome outcome) {
        return WORST_FIRST.indexOf(outcome.getClass());
    }

    /** The same of one exception, whatever it is wrapped in. */
    public static FetchOutcome.Missed outcome(Throwable thrown, String what) {
        var seen = new HashSet<Throwable>();
        Throwable last = thrown;
        for (Throwable each = thrown; each != null && seen.add(each); each = each.getCause()) {
            var known = known(each, what);
            if (known != null) {
                return known;
            }
            last = each;
        }
        return new FetchOutcome.Unavailable(what + ": " + last.getMessage(), null);
    }

    private static FetchOutcome.@Nullable Missed known(Throwable thrown, String what) {
        return switch (thrown) {
            case TransferException e -> e.outcome();
            case ChecksumFailureException e
                    when e.getExpected() != null && !e.getExpected().isEmpty() ->
                    new FetchOutcome.IntegrityMismatch(e.getExpected(), e.getActual());
            case ChecksumFailureException e when e.getCause() == null ->
                    new FetchOutcome.NothingToCompare(
                            "the repository gives no checksum of " + what);
            case ArtifactNotFoundException e ->
                    new FetchOutcome.NotFound("no repository has " + what);
            case MetadataNotFoundException e ->
                    new FetchOutcome.NotFound("no repository lists " + what);
            default -> null;
        };
    }
}
