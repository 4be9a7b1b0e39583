package dev.assay.registry.rest;

import dev.assay.inventory.account.Account;
import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.BreakGlass;
import dev.assay.inventory.review.Question;
import dev.assay.inventory.review.Review;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.Waiver;
import dev.assay.inventory.store.Id;
import dev.assay.registry.rest.Documents.BlockDocument;
import dev.assay.registry.rest.Documents.BreakGlassDocument;
import dev.assay.registry.rest.Documents.SeatDocument;
import dev.assay.registry.rest.Documents.StandingDocument;
import dev.assay.registry.rest.Documents.TierChangeDocument;
import dev.assay.registry.rest.Documents.VoteDocument;
import dev.assay.registry.rest.Documents.WaiverDocument;
import dev.assay.registry.workflow.ReviewPanel;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;

/** Writes how reviews stand, and what was waived or let through, as documents of the API. */
@Component
final class Standings {

    private final ReviewPanel panel;
    private final AccountStore accounts;
    private final ReleaseStore releases;
    private final Clock clock;

    Standings(ReviewPanel panel, AccountStore accounts, ReleaseStore releases, Clock clock) {
        this.panel = panel;
        this.accounts = accounts;
        this.releases = releases;
        this.clock = clock;
    }

    StandingDocument of(Review review) {
        var standing = panel.of(review);
        return new StandingDocument(
                Words.of(standing.tier()),
                Words.of(standing.computed().tier()),
                standing.computed().reasons(),
                standing.changes().stream()
                        .map(
                                each ->
                                        new TierChangeDocument(
                                                Words.of(each.tier()),
                                                login(each.actorId()),
                                                each.reason(),
                                                each.at()))
                        .toList(),
                standing.quorum().seats().stream()
                        .map(
                                each ->
                                        new SeatDocument(
                                                Words.of(each.role()), each.needed(), each.given()))
                        .toList(),
                standing.votes().stream().map(this::vote).toList(),
                standing.missing().stream().map(Question::key).toList(),
                standing.blocks().stream().map(this::block).toList(),
                standing.mostDays());
    }

    VoteDocument vote(Vote vote) {
        return new VoteDocument(
                login(vote.approverId()),
                Words.of(vote.role()),
                Words.of(vote.stage()),
                vote.approvalDays(),
                vote.conditions(),
                vote.reason(),
                vote.snapshotSha256().hex(),
                vote.givenAt(),
                vote.voidReason());
    }

    WaiverDocument waiver(Waiver waiver) {
        return new WaiverDocument(
                waiver.id(),
                waiver.releaseId(),
                Words.of(waiver.targetKind()),
                waiver.target(),
                waiver.title(),
                Words.of(waiver.state()),
                login(waiver.askerId()),
                waiver.reason(),
                waiver.control(),
                waiver.days(),
                waiver.askedAt(),
                loginOrNull(waiver.deciderId()),
                waiver.decisionReason(),
                waiver.decidedAt(),
                waiver.expiresAt());
    }

    BreakGlassDocument glass(BreakGlass glass) {
        return new BreakGlassDocument(
                glass.id(),
                glass.releaseId(),
                releases.find(glass.releaseId()).orElseThrow().purl().toString(),
                login(glass.actorId()),
                glass.reason(),
                Words.of(glass.stage()),
                glass.openedAt(),
                glass.expiresAt(),
                glass.endedAt(),
                glass.owed(),
                glass.overdue(clock.instant()),
                loginOrNull(glass.closedBy()),
                glass.postReview(),
                glass.closedAt());
    }

    private BlockDocument block(ReviewPanel.Block block) {
        var waiver = block.waiver();
        return new BlockDocument(
                Words.of(block.blocker().kind()),
                block.blocker().target(),
                block.blocker().title(),
                block.blocker().waivable(),
                waiver == null ? null : waiver(waiver));
    }

    private @Nullable String loginOrNull(@Nullable Id account) {
        return account == null ? null : login(account);
    }

    private String login(Id account) {
        return accounts.find(account).map(Account::login).orElse("unknown");
    }
}
