package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.proof.ProofCheck;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.delta.ProofsAgain;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.signature.Defect;
import dev.assay.scanners.signature.KeyClaims;
import dev.assay.scanners.signature.Outcome;
import dev.assay.scanners.signature.Signatures;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class ProofFactsTest {

    private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");

    private static Signatures registry(Outcome<KeyClaims> outcome) {
        return new Signatures(
                outcome, new Outcome.NotOffered<>("none"), new Outcome.NotOffered<>("none"));
    }

    @Test
    void whatIsToldAlreadyIsNotToldTwice() {
        var then =
                registry(
                        new Outcome.Verified<>(new KeyClaims("key", KeyClaims.Trust.REGISTRY, AT)));
        var now = registry(new Outcome.Invalid<>(Defect.KEY_REVOKED, ""));
        var check =
                Optional.of(
                        new ProofCheck(
                                Id.random(),
                                "base",
                                AT,
                                AT,
                                now,
                                ProofsAgain.findings("pkg:npm/mail@1.0.0", then, now),
                                List.of(),
                                null));
        var facts = Facts.of(Map.of("release", Map.of("purl", "pkg:npm/mail@1.0.0")));

        var once = ProofFacts.in(facts, check);

        assertThat((List<?>) once.values().get("findings")).hasSize(1);
        assertThat(ProofFacts.in(once, check)).isEqualTo(once);
    }

    @Test
    void whatHoldsAgainIsToldAsLostNoMoreAndWhatTheComparisonFoundStays() {
        var verified =
                registry(
                        new Outcome.Verified<>(new KeyClaims("key", KeyClaims.Trust.REGISTRY, AT)));
        var invalid = registry(new Outcome.Invalid<>(Defect.KEY_REVOKED, ""));
        var ofDelta =
                Map.of(
                        "kind",
                        "signature-invalid",
                        "value",
                        "registry signature",
                        "title",
                        "Its signature is invalid: The registry signature was verified when this was"
                                + " vetted, and is fine");
        var facts =
                Facts.of(
                        Map.of(
                                "release",
                                Map.of("purl", "pkg:npm/mail@1.0.0"),
                                "findings",
                                List.of(ofDelta)));
        var lost = ProofsAgain.findings("pkg:npm/mail@1.0.0", verified, invalid);

        var told = ProofFacts.in(facts, check(invalid, lost));
        var again = ProofFacts.in(told, check(verified, List.of()));

        assertThat((List<?>) told.values().get("findings")).hasSize(2);
        assertThat(told.text("release", "signature", "state")).isEqualTo("invalid");
        assertThat(again.values().get("findings")).isEqualTo(facts.values().get("findings"));
        assertThat(again.text("release", "signature", "state")).isEqualTo("verified");
        assertThat(ProofFacts.in(facts, check(verified, List.of()))).isSameAs(facts);
    }

    private static Optional<ProofCheck> check(Signatures now, List<Finding> findings) {
        return Optional.of(
                new ProofCheck(Id.random(), "base", AT, AT, now, findings, List.of(), null));
    }
}
