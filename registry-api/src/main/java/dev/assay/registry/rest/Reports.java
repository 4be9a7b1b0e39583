package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.AccessRequest;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.Documents.DecisionDocument;
import dev.assay.registry.rest.Documents.EventDocument;
import dev.assay.registry.rest.Documents.PackageDocument;
import dev.assay.registry.rest.Documents.ProgressDocument;
import dev.assay.registry.rest.Documents.ReleaseReportDocument;
import dev.assay.registry.rest.Documents.RequestDocument;
import dev.assay.registry.rest.Documents.ReviewDocument;
import dev.assay.registry.rest.Documents.StepDocument;
import dev.assay.registry.rest.Documents.VoteDocument;
import dev.assay.registry.vetting.Proofs;
import dev.assay.registry.vetting.ReleaseReport;
import dev.assay.registry.vetting.ReportReader;
import dev.assay.registry.workflow.RequestState;
import dev.assay.registry.workflow.RequestStates;

import org.springframework.stereotype.Component;

import java.util.List;

/** Writes records as the documents of the API. */
@Component
final class Reports {

    private final ReportReader reader;
    private final ReleaseStore releases;
    private final AccountStore accounts;
    private final RequestStates states;
    private final Standings standings;
    private final AuditTrail audit;
    private final Proofs proofs;

    Reports(
            ReportReader reader,
            ReleaseStore releases,
            AccountStore accounts,
            RequestStates states,
            Standings standings,
            AuditTrail audit,
            Proofs proofs) {
        this.proofs = proofs;
        this.reader = reader;
        this.releases = releases;
        this.accounts = accounts;
        this.states = states;
        this.standings = standings;
        this.audit = audit;
    }

    /** The release that a path names. */
    Release release(String id) {
        return Id.parse(id)
                .flatMap(releases::find)
                .orElseThrow(
                        () ->
                                Problem.notFound(
                                        "No release has the id '" + id + "'.",
                                        "GET /api/v1/releases lists those there are."));
    }

    ReleaseReportDocument report(Release release) {
        ReleaseReport report = reader.release(release.id()).orElseThrow();
        var progress = report.progress();
        return new ReleaseReportDocument(
                ReleaseDocument.of(report.release()),
                progress == null
                        ? null
                        : new ProgressDocument(Words.of(progress.step()), progress.text()),
                report.steps().stream().map(StepDocument::of).toList(),
                report.closure().stream().map(PackageDocument::of).toList(),
                report.requests().stream().map(this::request).toList(),
                report.reviews().stream().map(this::review).toList(),
                report.decisions().stream().map(this::decision).toList(),
                audit.of(release.purl().toString()).stream().map(EventDocument::of).toList(),
                reader.publishing(release.id())
                        .map(each -> ProofsDocument.of(each, proofs.of(release.id()).orElse(null)))
                        .orElse(null));
    }

    RequestDocument request(AccessRequest request) {
        var state = states.of(request);
        return new RequestDocument(
                request.id(),
                request.releaseId(),
                purl(request.releaseId()),
                login(request.requesterId()),
                Words.of(state),
                request.purpose(),
                request.owner(),
                Words.of(request.stage()),
                request.domains(),
                request.answers(),
                request.reviewId(),
                state == RequestState.DECLINED
                        ? states.declined(request).map(this::decision).orElse(null)
                        : null,
                request.createdAt(),
                request.withdrawnAt());
    }

    ReviewDocument review(Review review) {
        var report = reader.review(review.id()).orElseThrow();
        var snapshot = report.snapshot();
        return new ReviewDocument(
                review.id(),
                review.releaseId(),
                purl(review.releaseId()),
                review.requestId(),
                login(review.requesterId()),
                login(review.lastEditorId()),
                Words.of(review.state()),
                review.snapshotSha256() == null ? null : review.snapshotSha256().hex(),
                snapshot == null ? null : Words.of(snapshot.verdict()),
                snapshot == null ? List.of() : snapshot.reasons(),
                snapshot == null ? List.of() : snapshot.rules(),
                snapshot == null ? report.request().domains() : snapshot.domains(),
                snapshot == null ? null : standings.of(review),
                review.openedAt(),
                review.closedAt());
    }

    DecisionDocument decision(Decision decision) {
        return new DecisionDocument(
                decision.id(),
                decision.releaseId(),
                decision.reviewId(),
                Words.of(decision.kind()),
                login(decision.actorId()),
                decision.reason(),
                decision.stage() == null ? null : Words.of(decision.stage()),
                decision.snapshotSha256() == null ? null : decision.snapshotSha256().hex(),
                decision.expiresAt(),
                decision.conditions(),
                decision.suggestion(),
                decision.decidedAt());
    }

    VoteDocument vote(Vote vote) {
        return standings.vote(vote);
    }

    private String purl(Id release) {
        return releases.find(release).orElseThrow().purl().toString();
    }

    private String login(Id account) {
        return accounts.find(account).map(Account::login).orElse("unknown");
    }
}
