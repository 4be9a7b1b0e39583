package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.scanners.coordinates.Purl;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * How packages stand, as everybody may be told: what the gate knows at this moment, and nothing
 * that anybody wrote.
 */
public final class PackageStandings {

    /**
     * @param itself the version that was asked about; null where none was named, or nobody asked
     *     for it yet
     * @param state of that version now, null likewise
     * @param usable the versions that the caller gets, the last approved first
     */
    public record PackageStanding(
            Purl asked,
            @Nullable KnownRelease itself,
            @Nullable ReleaseState state,
            List<KnownRelease> usable) {

        public PackageStanding {
            usable = List.copyOf(usable);
        }

        /** Whether the caller gets the very version that was asked about. */
        public boolean served() {
            return itself != null && usable.contains(itself);
        }
    }

    private final Snapshots snapshots;
    private final Clock clock;

    PackageStandings(Snapshots snapshots, Clock clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /**
     * How one package stands.
     *
     * @param asked with a version, or without one
     * @param caller how far what the caller gets must have been approved
     * @return empty while the gate has not read its records yet
     */
    public Optional<PackageStanding> of(Purl asked, Stage caller) {
        return snapshots.current().map(snapshot -> of(asked, caller, snapshot));
    }

    private PackageStanding of(Purl asked, Stage caller, GateSnapshot snapshot) {
        var now = clock.instant();
        var known = snapshot.releasesOf(asked.withVersion(null));
        var itself =
                known.stream().filter(each -> each.purl().equals(asked)).findFirst().orElse(null);
        return new PackageStanding(
                asked,
                itself,
                itself == null ? null : itself.stateAt(now),
                known.stream().filter(each -> each.servedTo(caller, now)).toList());
    }

    /**
     * One sentence about a state, in our words alone: what reviewers wrote is not for everybody.
     */
    public static String line(ReleaseState state) {
        return switch (state) {
            case REQUESTED -> "Somebody has asked for it; it waits to be vetted.";
            case VETTING -> "Somebody has asked for it, and it is being vetted right now.";
            case VETTING_FAILED ->
                    "Somebody has asked for it, but it could not be vetted; the reviewers know.";
            case IN_REVIEW -> "It has been vetted, and a reviewer has to decide.";
            case APPROVED -> "It may be used, with exactly what it was approved with.";
            case REJECTED -> "Reviewers looked at it and said no.";
            case SUSPENDED ->
                    "It was approved, and is held back until reviewers have looked again.";
            case EXPIRED -> "Its approval has run out, and nobody has renewed it.";
            case REVOKED -> "Its approval was withdrawn for good. Stop using this version.";
            case RETIRED -> "It is retired. Use a newer version.";
        };
    }
}
