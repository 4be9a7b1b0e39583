package dev.assay.registry.gate;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.store.Id;
import dev.assay.registry.gate.GateSnapshot.Hold;
import dev.assay.scanners.coordinates.Purl;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one request may see of a snapshot: all approved closures at the caller's stage, or exactly
 * one of them. Here, and nowhere else, it is decided what leaves.
 *
 * @param closure the release whose closure alone counts; null for the union of all
 * @param now the time by which approvals expire
 */
public record Scope(
        GateSnapshot snapshot,
        Alterations alterations,
        Stage stage,
        @Nullable Id closure,
        Instant now) {

    /** What is on its way says more than what has ended. */
    private static final List<ReleaseState> TELLING =
            List.of(
                    ReleaseState.IN_REVIEW,
                    ReleaseState.VETTING,
                    ReleaseState.REQUESTED,
                    ReleaseState.VETTING_FAILED,
                    ReleaseState.SUSPENDED,
                    ReleaseState.APPROVED,
                    ReleaseState.EXPIRED,
                    ReleaseState.REJECTED,
                    ReleaseState.REVOKED,
                    ReleaseState.RETIRED);

    private static final Comparator<KnownRelease> MOST_TELLING =
            Comparator.comparing(release -> TELLING.indexOf(release.state()));

    /**
     * The versions of a package that may leave, each with a release that holds it. Where two
     * closures hold one version with different bytes, the last approval counts.
     */
    public Map<String, Hold> allowed(Purl packagePurl) {
        var allowed = new LinkedHashMap<String, Hold>();
        for (var hold : snapshot.holds(packagePurl)) {
            if (counts(hold.release()) && alteration(hold.held()) == null) {
                allowed.putIfAbsent(hold.held().purl().exactVersion(), hold);
            }
        }
        return allowed;
    }

    /** Until when {@link #allowed} stays as it is, if nothing but time passes. */
    public Instant allowedUntil(Purl packagePurl) {
        return snapshot.holds(packagePurl).stream()
                .map(hold -> hold.release().expiresAt())
                .filter(end -> end != null && end.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Decides about one version; a whole package is never allowed. */
    public Decision decide(Purl purl) {
        if (purl.version() == null) {
            return new Decision.Blocked(block(purl));
        }
        Hold altered = null;
        for (var hold : snapshot.holds(purl)) {
            if (!counts(hold.release())) {
                continue;
            }
            if (alteration(hold.held()) == null) {
                return new Decision.Allowed(hold.release(), hold.held());
            }
            altered = altered == null ? hold : altered;
        }
        return new Decision.Blocked(altered == null ? block(purl) : altered(altered));
    }

    /** The blob with what was signed of a version's own approval, where it counts here. */
    public Optional<Sha256> attestation(Purl purl) {
        return snapshot.releasesOf(purl.withVersion(null)).stream()
                .filter(each -> each.purl().equals(purl) && counts(each))
                .map(KnownRelease::attestation)
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Why a version, or a whole package, that {@link #decide} does not allow is refused. */
    public Block block(Purl purl) {
        if (closure != null) {
            var root = snapshot.release(closure).orElse(null);
            if (root == null) {
                return new Block(purl, Cause.UNKNOWN_CLOSURE, null, null, null);
            }
            if (!root.servedTo(stage, now)) {
                return about(purl, root);
            }
            return new Block(purl, Cause.OUTSIDE_CLOSURE, root, null, null);
        }
        for (var hold : snapshot.holds(purl)) {
            if (counts(hold.release()) && alteration(hold.held()) != null) {
                return altered(hold);
            }
        }
        var itself =
                snapshot.releasesOf(purl.withVersion(null)).stream()
                        .filter(each -> purl.version() == null || each.purl().equals(purl));
        var dependents =
                Stream.concat(
                        snapshot.unapprovedClosuresWith(purl).stream(),
                        snapshot.holds(purl).stream().map(Hold::release));
        return itself.min(MOST_TELLING)
                .or(() -> dependents.min(MOST_TELLING))
                .map(release -> about(purl, release))
                .orElseGet(() -> Block.neverRequested(purl));
    }

    private Block altered(Hold hold) {
        var alteration = alteration(hold.held());
        var sha256 = hold.held().sha256();
        return new Block(
                hold.held().purl(),
                Cause.BYTES_DIFFER,
                hold.release(),
                alteration == null ? null : alteration.incident(),
                sha256 == null ? null : sha256.hex());
    }

    private Block about(Purl purl, KnownRelease release) {
        var itself = release.purl().withVersion(null).equals(purl);
        return new Block(
                itself ? release.purl() : purl,
                Cause.of(release.stateAt(now)),
                release,
                null,
                null);
    }

    private boolean counts(KnownRelease release) {
        return (closure == null || closure.equals(release.id())) && release.servedTo(stage, now);
    }

    private Alterations.@Nullable Alteration alteration(HeldPackage held) {
        return alterations.of(held.purl(), held.integrity()).orElse(null);
    }
}
