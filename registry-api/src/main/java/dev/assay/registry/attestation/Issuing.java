package dev.assay.registry.attestation;

import dev.assay.inventory.attestation.ApproverKey;
import dev.assay.inventory.attestation.Attestation;
import dev.assay.inventory.attestation.AttestationBundle;
import dev.assay.inventory.attestation.AttestationStore;
import dev.assay.inventory.attestation.KeyStore;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.ClosureStore;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.review.Vote;
import dev.assay.inventory.review.VoteStore;
import dev.assay.inventory.review.WaiverStore;
import dev.assay.inventory.store.BlobStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.ApprovalTaken;
import dev.assay.registry.workflow.Deeds;
import dev.assay.registry.workflow.Snapshot;
import dev.assay.registry.workflow.SnapshotStore;
import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.attestation.Envelope;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Issues what is signed of an approval, in the transaction in which it takes effect. Approvals from
 * before that was so are found by looking.
 */
final class Issuing {

    private static final Logger LOG = LoggerFactory.getLogger(Issuing.class);
    private static final int AT_ONCE = 100;

    /** Where what an approval is made of is on record. */
    record Sources(
            ReleaseStore releases,
            ReviewStore reviews,
            VoteStore votes,
            WaiverStore waivers,
            ClosureStore closures,
            SnapshotStore snapshots,
            KeyStore keys) {}

    private final Sources sources;
    private final AttestationStore store;
    private final BlobStore blobs;
    private final Keyring keyring;
    private final Statements statements;
    private final AuditTrail audit;
    private final Deeds deeds;
    private final Clock clock;

    Issuing(
            Sources sources,
            AttestationStore store,
            BlobStore blobs,
            Keyring keyring,
            Statements statements,
            AuditTrail audit,
            Deeds deeds,
            Clock clock) {
        this.sources = sources;
        this.store = store;
        this.blobs = blobs;
        this.keyring = keyring;
        this.statements = statements;
        this.audit = audit;
        this.deeds = deeds;
        this.clock = clock;
    }

    @EventListener
    void approved(ApprovalTaken approval) {
        issue(approval.decision());
    }

    /** Issues for the approvals that hold and have nothing yet. */
    void run() {
        for (var release : store.missing(clock.instant(), AT_ONCE)) {
            try {
                deeds.run(() -> issueMissing(release));
            } catch (RuntimeException e) {
                LOG.warn("the approval of release {} has no attestation yet", release, e);
            }
        }
    }

    private void issueMissing(Id id) {
        sources.releases().lock(id);
        sources.reviews().decisions(id).stream()
                .filter(each -> each.kind() == Decision.Kind.APPROVE)
                .findFirst()
                .filter(each -> store.ofDecision(each.id()).isEmpty())
                .ifPresent(
                        each -> {
                            issue(each);
                            deeds.announce(id);
                        });
    }

    private void issue(Decision decision) {
        var release = sources.releases().find(decision.releaseId()).orElseThrow();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var review = decision.reviewId();
        var approved =
                new Statements.Approved(
                        release,
                        decision,
                        sources.reviews().restsOn(decision.id()).orElse(null),
                        snapshot(decision),
                        sources.closures().packages(release.id()),
                        review == null
                                ? List.of()
                                : sources.votes().votes(review).stream()
                                        .filter(Vote::stands)
                                        .toList(),
                        sources.waivers().of(release.id()).stream()
                                .filter(each -> each.holds(now))
                                .toList(),
                        account -> key(account, now));
        var issued =
                List.of(
                        issue(
                                decision,
                                Approval.PREDICATE_TYPE,
                                statements.approval(approved, now),
                                now),
                        issue(decision, Approval.SUMMARY_TYPE, statements.summary(approved), now));
        bundle(decision, issued, now);
        audit.append(
                AuditTrail.SERVICE,
                "attestation.issued",
                release.purl().toString(),
                "of the approval "
                        + decision.id()
                        + ", by the key "
                        + keyring.keyId()
                        + ": "
                        + issued.stream()
                                .map(each -> each.predicateType() + " sha256 " + each.sha256())
                                .collect(Collectors.joining(", ")));
    }

    private Attestation issue(Decision decision, String type, String statement, Instant now) {
        var key = keyring.key();
        var bytes = statement.getBytes(StandardCharsets.US_ASCII);
        var envelope = Envelope.of(bytes).signedBy(key);
        var signed =
                envelope.signatures().stream()
                        .map(
                                each ->
                                        new Attestation.Signed(
                                                each.keyId(), null, each.signature(), now))
                        .toList();
        var attestation =
                new Attestation(
                        Id.random(),
                        decision.releaseId(),
                        decision.id(),
                        type,
                        statement,
                        Sha256.of(bytes),
                        now,
                        signed);
        store.issue(attestation);
        return attestation;
    }

    /** Puts together what is served beside the artifact. */
    void bundle(Decision decision, List<Attestation> issued, Instant now) {
        var lines =
                issued.stream()
                        .map(each -> envelope(each).json() + "\n")
                        .collect(Collectors.joining());
        try {
            store.bundle(
                    new AttestationBundle(
                            decision.releaseId(),
                            decision.id(),
                            Objects.requireNonNull(decision.stage()),
                            Objects.requireNonNull(decision.expiresAt()),
                            blobs.put(lines.getBytes(StandardCharsets.US_ASCII))),
                    now);
        } catch (IOException e) {
            throw new UncheckedIOException("the attestations cannot be kept", e);
        }
    }

    static Envelope envelope(Attestation attestation) {
        var signatures = new ArrayList<Envelope.Signed>();
        for (var each : attestation.signatures()) {
            signatures.add(new Envelope.Signed(each.keyId(), each.signature()));
        }
        return new Envelope(
                Envelope.IN_TOTO,
                attestation.statement().getBytes(StandardCharsets.US_ASCII),
                signatures);
    }

    /** The newest key that somebody may sign with. */
    private @Nullable ApproverKey key(Id account, Instant now) {
        return sources.keys().of(account).stream()
                .filter(each -> each.withdrawnAt() == null)
                .filter(each -> !each.registeredAt().isAfter(now))
                .findFirst()
                .orElse(null);
    }

    private Snapshot snapshot(Decision decision) {
        var digest = decision.snapshotSha256();
        try {
            return sources.snapshots()
                    .find(Objects.requireNonNull(digest, "an approval of nothing"))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("the snapshot " + digest, e);
        }
    }
}
