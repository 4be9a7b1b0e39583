package dev.assay.inventory.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Answers;
import dev.assay.inventory.review.Asked;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class AttestationStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(86_400);

    @Parameter Database database;
    private AttestationStore attestations;
    private ReleaseStore releases;
    private Release release;
    private Id reviewer;
    private Id decision;

    @BeforeEach
    void approve() {
        var clock = Database.ticking();
        attestations = new AttestationStore(database.jdbc());
        releases = new ReleaseStore(database.jdbc(), clock);
        var reviews = new ReviewStore(database.jdbc(), clock);
        var accounts = new AccountStore(database.jdbc(), clock);
        release = releases.add(Samples.purl());
        var requester = accounts.add(Samples.name(), "Rita", "", Set.of(Role.REQUESTER)).id();
        reviewer = accounts.add(Samples.name(), "Sam", "", Set.of(Role.SECURITY)).id();
        var request =
                reviews.addRequest(
                        release.id(), requester, new Asked(Stage.PILOT, List.of(), Answers.NONE));
        var seen = Samples.sha256();
        var review = reviews.openReview(request, seen);
        decision = Id.random();
        reviews.decide(
                new Decision(
                        decision,
                        release.id(),
                        review.id(),
                        Decision.Kind.APPROVE,
                        reviewer,
                        "it is sound",
                        Stage.PILOT,
                        seen,
                        END,
                        List.of(),
                        null,
                        NOW),
                review);
        releases.move(release.id(), EnumSet.allOf(ReleaseState.class), ReleaseState.APPROVED, "");
        releases.approved(release.id(), Stage.PILOT, END);
    }

    @Test
    void whatWasIssuedIsFoundByItsIdItsReleaseAndItsDecisionWithItsSignaturesInOrder() {
        var issued = attestation("approval", signed("key-1", null));
        attestations.issue(issued);
        var later = signed("key-2", reviewer);
        attestations.sign(issued.id(), later);

        var found = attestations.find(issued.id()).orElseThrow();
        assertThat(found.statement()).isEqualTo(issued.statement());
        assertThat(found.signatures())
                .extracting(Attestation.Signed::keyId)
                .containsExactly("key-1", "key-2");
        assertThat(found.signatures().getLast().accountId()).isEqualTo(reviewer);
        assertThat(found.signatures().getLast().signature()).isEqualTo(later.signature());
        assertThat(attestations.of(release.id()))
                .extracting(Attestation::id)
                .containsExactly(issued.id());
        assertThat(attestations.ofDecision(decision))
                .extracting(Attestation::id)
                .containsExactly(issued.id());
    }

    @Test
    void aDecisionHasOneStatementOfAKindAndAKeySignsItOnce() {
        var issued = attestation("approval", signed("key-1", null));
        attestations.issue(issued);

        assertThatThrownBy(() -> attestations.issue(attestation("approval", signed("key-1", null))))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> attestations.sign(issued.id(), signed("key-1", reviewer)))
                .isInstanceOf(DataIntegrityViolationException.class);
        attestations.issue(attestation("summary", signed("key-1", null)));
        assertThat(attestations.of(release.id())).hasSize(2);
    }

    @Test
    void theDatabaseItselfRefusesToChangeOrRemoveWhatWasIssued() {
        var issued = attestation("approval", signed("key-1", null));
        attestations.issue(issued);

        for (var deed :
                List.of(
                        "UPDATE attestation SET statement = 'other' WHERE id = :id",
                        "DELETE FROM attestation_signature WHERE attestation_id = :id",
                        "UPDATE attestation_signature SET key_id = 'other' WHERE attestation_id = :id")) {
            assertThatThrownBy(
                            () ->
                                    database.jdbc()
                                            .sql(deed)
                                            .param("id", issued.id().value())
                                            .update())
                    .as(deed)
                    .hasStackTraceContaining(Issued.REFUSAL);
        }
        assertThat(attestations.find(issued.id()).orElseThrow().signatures()).hasSize(1);
    }

    @Test
    void anApprovalWithoutAStatementIsMissingUntilItIsIssuedOrEnds() {
        assertThat(attestations.missing(NOW, 10_000)).contains(release.id());
        assertThat(attestations.missing(END, 10_000)).doesNotContain(release.id());

        attestations.issue(attestation("approval", signed("key-1", null)));

        assertThat(attestations.missing(NOW, 10_000)).doesNotContain(release.id());
    }

    @Test
    void aBundleTakesThePlaceOfTheOneBeforeAndHoldsForTheApprovalItWasMadeOf() {
        assertThat(attestations.bundle(release.id())).isEmpty();
        attestations.bundle(bundle(Samples.sha256()), NOW);
        var second = bundle(Samples.sha256());
        attestations.bundle(second, NOW.plusSeconds(1));

        var kept = attestations.bundle(release.id()).orElseThrow();
        assertThat(kept).isEqualTo(second);
        assertThat(kept.holdsFor(releases.find(release.id()).orElseThrow())).isTrue();

        releases.move(release.id(), Set.of(ReleaseState.APPROVED), ReleaseState.SUSPENDED, "");
        assertThat(kept.holdsFor(releases.find(release.id()).orElseThrow())).isFalse();
    }

    private AttestationBundle bundle(Sha256 digest) {
        return new AttestationBundle(release.id(), decision, Stage.PILOT, END, digest);
    }

    private Attestation attestation(String type, Attestation.Signed signed) {
        var statement = "{\"predicateType\":\"" + type + "\"}";
        return new Attestation(
                Id.random(),
                release.id(),
                decision,
                type,
                statement,
                Sha256.of(statement.getBytes(StandardCharsets.US_ASCII)),
                NOW,
                List.of(signed));
    }

    private static Attestation.Signed signed(String key, @Nullable Id account) {
        return new Attestation.Signed(key, account, new byte[] {1, 2, (byte) 0xff}, NOW);
    }
}
