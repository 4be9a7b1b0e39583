package dev.assay.registry.workflow;

import static dev.assay.inventory.release.ReleaseState.APPROVED;
import static dev.assay.inventory.release.ReleaseState.EXPIRED;

import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Ends approvals, waivers and break-glass whose time is over. The gate knows the hour too, and does
 * not wait for this.
 */
final class Expiry {

    private final Records records;
    private final Waivers waivers;
    private final Emergencies emergencies;
    private final Deeds deeds;
    private final Clock clock;

    Expiry(Records records, Waivers waivers, Emergencies emergencies, Deeds deeds, Clock clock) {
        this.records = records;
        this.waivers = waivers;
        this.emergencies = emergencies;
        this.deeds = deeds;
        this.clock = clock;
    }

    void run() {
        waivers.expire();
        // First, so that what was let through goes back to how it stood instead of expiring.
        emergencies.expire();
        var now = clock.instant();
        records.releases().inStates(List.of(APPROVED)).stream()
                .filter(release -> isOver(release, now))
                .forEach(release -> deeds.whole(() -> expire(release, now)));
    }

    private boolean expire(Release seen, Instant now) {
        var release = records.lock(seen.id());
        if (!isOver(release, now)
                || records.glass().running(release.id()).isPresent()
                || !records.releases()
                        .move(
                                release.id(),
                                Set.of(APPROVED),
                                EXPIRED,
                                "its approval ended on "
                                        + release.expiresAt()
                                        + "; request it again")) {
            return false;
        }
        records.audit()
                .append(
                        AuditTrail.SERVICE,
                        "release.expired",
                        release.purl().toString(),
                        "its approval ended on " + release.expiresAt());
        deeds.announce(release.id());
        return true;
    }

    private static boolean isOver(Release release, Instant now) {
        var expires = release.expiresAt();
        return expires != null && !expires.isAfter(now);
    }
}
