package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.fetch.Incident;
import dev.assay.inventory.fetch.Sighting;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.closure.LockedPackage;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** The small documents of the API. People stand in them by login. */
final class Documents {

    private Documents() {}

    record AccountDocument(
            Id id, String login, String displayName, List<String> roles, boolean disabled) {

        static AccountDocument of(Account account) {
            return new AccountDocument(
                    account.id(),
                    account.login(),
                    account.displayName(),
                    account.roles().stream().map(Words::of).sorted().toList(),
                    account.disabled());
        }
    }

    record RequestDocument(
            Id id,
            Id release,
            String requester,
            String purpose,
            String owner,
            List<String> domains,
            Instant createdAt) {}

    /**
     * @param snapshot what an approval has to name: the digest of what there is to see
     */
    record ReviewDocument(
            Id id,
            Id release,
            String purl,
            Id request,
            String requester,
            String state,
            @Nullable String snapshot,
            @Nullable String verdict,
            List<String> reasons,
            List<String> domains,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    record DecisionDocument(
            Id id,
            Id release,
            @Nullable Id review,
            String kind,
            String actor,
            String reason,
            @Nullable String stage,
            @Nullable String snapshot,
            @Nullable Instant expiresAt,
            Instant decidedAt) {}

    record StepDocument(String step, String outcome, String summary, Instant finishedAt) {

        static StepDocument of(VettingStep step) {
            return new StepDocument(
                    Words.of(step.name()), step.outcome(), step.summary(), step.finishedAt());
        }
    }

    record ProgressDocument(String step, String text) {}

    record PackageDocument(String path, String purl, String integrity, boolean optional) {

        static PackageDocument of(LockedPackage each) {
            return new PackageDocument(
                    each.path(), each.purl().toString(), each.integrity().value(), each.optional());
        }
    }

    record EventDocument(Instant at, String actor, String action, String detail) {

        static EventDocument of(AuditEvent event) {
            return new EventDocument(event.at(), event.actor(), event.action(), event.detail());
        }
    }

    /** Everything that is known of a release, but its delta. */
    record ReleaseReportDocument(
            ReleaseDocument release,
            @Nullable ProgressDocument progress,
            List<StepDocument> steps,
            List<PackageDocument> closure,
            List<RequestDocument> requests,
            List<ReviewDocument> reviews,
            List<DecisionDocument> decisions,
            List<EventDocument> history) {}

    record SightingDocument(Id id, String purl, Instant firstSeen, Instant lastSeen, long times) {

        static SightingDocument of(Sighting sighting) {
            return new SightingDocument(
                    sighting.id(),
                    sighting.purl().toString(),
                    sighting.firstSeen(),
                    sighting.lastSeen(),
                    sighting.times());
        }
    }

    record IncidentDocument(
            Id id,
            String purl,
            String expected,
            String actual,
            String place,
            Instant firstSeen,
            Instant lastSeen,
            long times) {

        static IncidentDocument of(Incident incident) {
            return new IncidentDocument(
                    incident.id(),
                    incident.purl().toString(),
                    incident.expected(),
                    incident.actual(),
                    incident.place(),
                    incident.firstSeen(),
                    incident.lastSeen(),
                    incident.times());
        }
    }
}
