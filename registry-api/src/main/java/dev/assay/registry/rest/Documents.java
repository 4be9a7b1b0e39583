package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.fetch.Incident;
import dev.assay.inventory.fetch.Sighting;
import dev.assay.inventory.release.VettingStep;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.store.Id;
import dev.assay.registry.policy.RuleResult;
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

    /**
     * @param state being vetted, in review, approved, declined, withdrawn …
     * @param declined why reviewers said no, and what they suggest; null unless they did
     */
    record RequestDocument(
            Id id,
            Id release,
            String purl,
            String requester,
            String state,
            String purpose,
            String owner,
            String stage,
            List<String> domains,
            Answers answers,
            @Nullable Id review,
            @Nullable DecisionDocument declined,
            Instant createdAt,
            @Nullable Instant withdrawnAt) {}

    record DraftDocument(
            Id id,
            String purl,
            List<String> domains,
            Answers answers,
            int answered,
            int needed,
            Instant updatedAt) {}

    /**
     * @param snapshot what an approval has to name: the digest of what there is to see
     * @param rules what each rule of the policy says of it, the broken ones first
     * @param standing who has approved it and who is still needed; null until there is something to
     *     see
     */
    record ReviewDocument(
            Id id,
            Id release,
            String purl,
            Id request,
            String requester,
            String lastEditor,
            String state,
            @Nullable String snapshot,
            @Nullable String verdict,
            List<String> reasons,
            List<RuleResult> rules,
            List<String> domains,
            @Nullable StandingDocument standing,
            Instant openedAt,
            @Nullable Instant closedAt) {}

    record StandingDocument(
            String tier,
            String computedTier,
            List<String> tierReasons,
            List<TierChangeDocument> tierChanges,
            List<SeatDocument> needed,
            List<VoteDocument> votes,
            List<String> unanswered,
            List<BlockDocument> blocks,
            int mostDays) {}

    record TierChangeDocument(String tier, String actor, String reason, Instant at) {}

    record SeatDocument(String role, int needed, int given) {}

    record VoteDocument(
            String approver,
            String role,
            String stage,
            int days,
            List<String> conditions,
            String reason,
            String snapshot,
            Instant givenAt,
            @Nullable String voidReason) {}

    record BlockDocument(
            String kind,
            String target,
            String title,
            boolean waivable,
            @Nullable WaiverDocument waiver) {}

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
            List<String> conditions,
            @Nullable String suggestion,
            Instant decidedAt) {}

    record WaiverDocument(
            Id id,
            Id release,
            String kind,
            String target,
            String title,
            String state,
            String asker,
            String reason,
            String control,
            int days,
            Instant askedAt,
            @Nullable String decider,
            @Nullable String decisionReason,
            @Nullable Instant decidedAt,
            @Nullable Instant expiresAt) {}

    record BreakGlassDocument(
            Id id,
            Id release,
            String purl,
            String actor,
            String reason,
            String stage,
            Instant openedAt,
            Instant expiresAt,
            @Nullable Instant endedAt,
            boolean owed,
            boolean overdue,
            @Nullable String closedBy,
            @Nullable String postReview,
            @Nullable Instant closedAt) {}

    /**
     * @param neededFrom the stage from which an answer is needed; null where that does not matter
     * @param neededAtTier the tier likewise
     */
    record QuestionDocument(
            String key,
            String group,
            String label,
            String help,
            String kind,
            List<Question.Option> options,
            @Nullable String detail,
            List<String> detailFor,
            @Nullable String neededFrom,
            @Nullable String neededAtTier,
            boolean neededWithPersonalData) {

        static QuestionDocument of(Question question) {
            var need = question.need();
            var stage = need.fromStage();
            var tier = need.fromTier();
            List<Question.Option> options = List.of();
            String detail = null;
            List<String> detailFor = List.of();
            var kind =
                    switch (question.form()) {
                        case Question.Form.Line line -> "line";
                        case Question.Form.Text text -> "text";
                        case Question.Form.Choice choice -> {
                            options = choice.options();
                            detail = choice.detail();
                            detailFor = choice.detailFor().stream().sorted().toList();
                            yield "choice";
                        }
                        case Question.Form.YesNo(var control) -> {
                            detail = control;
                            detailFor = List.of("yes");
                            yield "yes-no";
                        }
                    };
            return new QuestionDocument(
                    question.key(),
                    Words.of(question.group()),
                    question.label(),
                    question.help(),
                    kind,
                    options,
                    detail,
                    detailFor,
                    stage == null ? null : Words.of(stage),
                    tier == null ? null : Words.of(tier),
                    need.forPeople());
        }
    }

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
            List<EventDocument> history,
            @Nullable ProofsDocument proofs) {}

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
