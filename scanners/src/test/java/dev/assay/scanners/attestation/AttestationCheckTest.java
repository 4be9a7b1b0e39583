package dev.assay.scanners.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

class AttestationCheckTest {

    private static final Path DOCUMENT = Path.of("../docs/attestations.md");
    private static final String TABLE = "| Case | What is wrong | Comes out as |\n|---|---|---|\n";

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrong(AttestationCase wrong) {
        assertThat(outcome(MintedApproval.check(wrong.file()))).isEqualTo(wrong.expected());
    }

    @Test
    void everyDefectHasACase() {
        var tried =
                Arrays.stream(AttestationCase.values())
                        .map(AttestationCase::expected)
                        .collect(Collectors.toSet());
        // Those of keys are tried below, with keys that have times.
        tried.add(AttestationDefect.KEY_ENDED.id());
        tried.add(AttestationDefect.KEY_NOT_YET_VALID.id());
        assertThat(tried)
                .containsAll(
                        Arrays.stream(AttestationDefect.values())
                                .map(AttestationDefect::id)
                                .toList());
    }

    /** {@code ASSAY_WRITE_DOCS=1} writes the table anew. */
    @Test
    void theDocumentListsEachWay() throws IOException {
        var rows =
                Arrays.stream(AttestationCase.values())
                        .map(AttestationCase::row)
                        .collect(Collectors.joining());
        var text = Files.readString(DOCUMENT);
        var written = text.substring(0, text.indexOf(TABLE)) + TABLE + rows;
        if (System.getenv("ASSAY_WRITE_DOCS") != null) {
            Files.writeString(DOCUMENT, written);
        }
        assertThat(Files.readString(DOCUMENT)).isEqualTo(written);
    }

    @Test
    void aKeyCountsForWhatWasIssuedWhileItWasInUse() {
        var file = MintedApproval.sound().file();
        assertThat(outcome(under(file, "2026-05-01T00:00:00Z", null))).isEqualTo("verified");
        assertThat(outcome(under(file, "2026-05-01T00:00:00Z", "2026-06-10T00:00:00Z")))
                .isEqualTo("verified");
        assertThat(outcome(under(file, "2026-05-01T00:00:00Z", "2026-06-01T12:00:00Z")))
                .isEqualTo("key-ended");
        assertThat(outcome(under(file, "2026-06-02T00:00:00Z", null)))
                .isEqualTo("key-not-yet-valid");
    }

    @Test
    void tellsWhoSignedAndWhoOnlyVoted() {
        var voted = (Verification.Verified) MintedApproval.check(AttestationCase.SOUND.file());
        assertThat(voted.signers()).isEmpty();
        assertThat(voted.approval().approvers()).hasSize(1);

        var signed =
                (Verification.Verified)
                        MintedApproval.check(AttestationCase.SIGNED_BY_APPROVER_TOO.file());
        assertThat(signed.signers()).isEqualTo(signed.approval().approvers());

        var stranger =
                (Verification.Verified)
                        MintedApproval.check(AttestationCase.SIGNED_BY_STRANGER_TOO.file());
        assertThat(stranger.signers()).isEmpty();
        assertThat(stranger.notes()).singleElement().asString().contains("no approver's");
    }

    @Test
    void readsTheKeysThatARegistryServesAndPem() {
        var key = new TrustedKey(MintedApproval.REGISTRY.publicKey(), Instant.EPOCH, null);
        var json = TrustedKeys.json("https://assay.test", List.of(key));
        assertThat(TrustedKeys.read(json.getBytes(StandardCharsets.UTF_8))).containsExactly(key);

        var pem = Keys.pem(key.key()).getBytes(StandardCharsets.UTF_8);
        assertThat(TrustedKeys.read(pem))
                .singleElement()
                .extracting(TrustedKey::keyId)
                .isEqualTo(key.keyId());
        assertThatThrownBy(() -> TrustedKeys.read("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("no keys");
    }

    private static Verification under(byte[] file, String from, @Nullable String until) {
        return MintedApproval.check(
                file,
                new TrustedKey(
                        MintedApproval.REGISTRY.publicKey(),
                        Instant.parse(from),
                        until == null ? null : Instant.parse(until)));
    }

    private static String outcome(Verification outcome) {
        return switch (outcome) {
            case Verification.Verified v -> "verified";
            case Unverified.Absent a -> "absent";
            case Unverified.Invalid(var defect, var detail) -> defect.id();
        };
    }
}
