package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.account.Role;
import dev.assay.inventory.attestation.Attestation;
import dev.assay.inventory.attestation.AttestationStore;
import dev.assay.inventory.attestation.Issued;
import dev.assay.inventory.audit.AuditEvent;
import dev.assay.inventory.audit.AuditTrail;
import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.registry.attestation.ApproverKeys;
import dev.assay.registry.attestation.Attestations;
import dev.assay.registry.attestation.Cosigning;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.Deed;
import dev.assay.registry.workflow.Workflow;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;
import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.attestation.ApprovedArtifact;
import dev.assay.scanners.attestation.AttestationCheck;
import dev.assay.scanners.attestation.Envelope;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.SigningKey;
import dev.assay.scanners.attestation.TrustedKeys;
import dev.assay.scanners.attestation.Verification;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Each approval is signed, and what is signed can be verified without the service. */
class AttestingTest {

    @TempDir private Path data;
    private SampleUpstream upstream;
    private VettingRig rig;

    @BeforeEach
    void start() {
        upstream = SampleUpstream.start();
        upstream.publish(SamplePackage.bare("calm", "1.0.0", Map.of()));
        rig = VettingRig.startAttesting(data, upstream.url());
    }

    @AfterEach
    void stop() {
        rig.close();
        upstream.close();
    }

    @Test
    void anApprovalIsSignedInItsOwnTransactionAndVerifiesOffline() throws Exception {
        var release = rig.vet("npm:calm@1.0.0");
        assertThat(attestations().bundle(release)).isEmpty();

        assertThat(rig.approve(release.id())).isInstanceOf(DecisionOutcome.Decided.class);

        var verified = (Verification.Verified) verify(now(release));
        var approval = verified.approval();
        assertThat(approval.purl()).isEqualTo("pkg:npm/calm@1.0.0");
        assertThat(approval.stage()).isEqualTo("production");
        // The database rounds to microseconds, the statement cuts.
        assertThat(approval.expires())
                .isBetween(now(release).expiresAt().minusMillis(1), now(release).expiresAt());
        assertThat(approval.registry()).isEqualTo("urn:assay:registry:" + verified.keyId());
        assertThat(approval.packages()).isEqualTo(1);
        assertThat(approval.byPolicy()).isFalse();
        assertThat(approval.approvers())
                .extracting(each -> each.account())
                .as("people stand in it by a random id, not by name")
                .contains(rig.reviewer().id().value());
        assertThat(verified.summary()).isTrue();
        assertThat(rig.get(AuditTrail.class).of("pkg:npm/calm@1.0.0"))
                .extracting(AuditEvent::action)
                .contains("release.approved", "attestation.issued");
    }

    @Test
    void aRevokedReleasesWordIsHandedOutNoMoreAndStaysOnRecord() throws Exception {
        var release = rig.vet("npm:calm@1.0.0");
        rig.approve(release.id());
        var workflow = rig.get(Workflow.class);
        var issued = attestations().of(release.id());
        assertThat(issued)
                .hasSize(2)
                .allSatisfy(
                        each ->
                                assertThat(attestations().standing(each, now(release)))
                                        .isEqualTo(Attestations.Standing.CURRENT));

        workflow.suspend(rig.reviewer(), release.id(), "looking into it");

        assertThat(attestations().bundle(now(release))).isEmpty();
        assertThat(attestations().whyNot(now(release))).contains("suspended");
        assertThat(attestations().standing(issued.getFirst(), now(release)))
                .isEqualTo(Attestations.Standing.WITHHELD);
        workflow.revoke(rig.reviewer(), release.id(), "it is hostile");
        assertThat(attestations().bundle(now(release))).isEmpty();
        assertThat(attestations().of(release.id())).hasSize(2);
        assertThat(new String(attestations().history(release.id()), StandardCharsets.UTF_8).lines())
                .hasSize(2);
    }

    @Test
    void anApproverWhoHasAKeySignsWhatTheyVotedFor() throws Exception {
        var own = SigningKey.make();
        var keys = rig.get(ApproverKeys.class);
        assertThat(keys.register(rig.requester(), Keys.pem(own.publicKey()), "mine"))
                .isInstanceOf(Deed.Refused.class);
        assertThat(keys.register(rig.reviewer(), own.secretPem(), "mine"))
                .isInstanceOfSatisfying(
                        Deed.Refused.class, it -> assertThat(it.reason()).contains("private key"));
        assertThat(keys.register(rig.reviewer(), Keys.pem(own.publicKey()), "mine"))
                .isInstanceOf(Deed.Done.class);
        assertThat(
                        keys.register(
                                rig.account("dora", Role.DATA_PROTECTION),
                                Keys.pem(own.publicKey()),
                                "hers"))
                .as("each person needs their own")
                .isInstanceOf(Deed.Refused.class);
        var release = rig.vet("npm:calm@1.0.0");
        rig.approve(release.id());
        var before = attestations().bundle(now(release)).orElseThrow();
        var issued =
                attestations().of(release.id()).stream()
                        .filter(each -> each.predicateType().equals(Approval.PREDICATE_TYPE))
                        .findFirst()
                        .orElseThrow();
        var content =
                Envelope.of(issued.statement().getBytes(StandardCharsets.UTF_8))
                        .preAuthentication();
        var signing = rig.get(Cosigning.class);

        assertThat(sign(signing, issued, own, new byte[] {1}))
                .as("of something else")
                .isInstanceOf(Deed.Refused.class);
        assertThat(sign(signing, issued, SigningKey.make(), content))
                .as("by a key that nobody registered")
                .isInstanceOf(Deed.Refused.class);
        assertThat(sign(signing, issued, own, content)).isInstanceOf(Deed.Done.class);
        assertThat(sign(signing, issued, own, content))
                .as("a second time")
                .isInstanceOf(Deed.Refused.class);

        var verified = (Verification.Verified) verify(now(release));
        assertThat(verified.signers())
                .extracting(Approval.Approver::account)
                .containsExactly(rig.reviewer().id().value());
        assertThat(attestations().bundle(now(release)).orElseThrow()).isNotEqualTo(before);
        assertThat(attestations().find(issued.id()).orElseThrow().statement())
                .isEqualTo(issued.statement());
        assertThat(keys.withdraw(rig.reviewer(), own.keyId())).isInstanceOf(Deed.Done.class);
        assertThat(verify(now(release)))
                .as("what it signed stays signed")
                .isInstanceOf(Verification.Verified.class);
    }

    private Deed<Attestation> sign(
            Cosigning signing, Attestation attestation, SigningKey key, byte[] content) {
        return signing.sign(rig.reviewer(), attestation.id(), key.keyId(), key.sign(content));
    }

    @Test
    void nobodyChangesWhatWasIssued() throws Exception {
        var release = rig.vet("npm:calm@1.0.0");
        rig.approve(release.id());
        var jdbc = rig.get(JdbcClient.class);

        for (var sql :
                new String[] {
                    "UPDATE attestation SET statement = '{}'",
                    "DELETE FROM attestation",
                    "UPDATE attestation_signature SET signature = ''",
                    "DELETE FROM attestation_signature"
                }) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).rootCause().hasMessage(Issued.REFUSAL);
        }
    }

    @Test
    void theKeyIsMadeOnceForTheServiceAloneAndANewOneEndsIt() throws Exception {
        var file = data.resolve("attestation").resolve("registry.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var release = rig.vet("npm:calm@1.0.0");
        rig.approve(release.id());
        var first = attestations().keyId();

        rig.close();
        rig = VettingRig.startAttesting(data, upstream.url());
        assertThat(attestations().keyId()).isEqualTo(first);

        rig.close();
        Files.delete(file);
        rig = VettingRig.startAttesting(data, upstream.url());
        assertThat(attestations().keyId()).isNotEqualTo(first);
        var keys = TrustedKeys.read(attestations().keys().getBytes(StandardCharsets.UTF_8));
        assertThat(keys)
                .filteredOn(each -> each.until() != null)
                .singleElement()
                .satisfies(each -> assertThat(each.keyId()).isEqualTo(first));
        assertThat(verify(now(release)))
                .as("what it signed while it was in use stays valid")
                .isInstanceOf(Verification.Verified.class);
    }

    @Test
    void approvalsFromBeforeAreSignedOnceTheyAreFound() throws Exception {
        rig.close();
        rig = VettingRig.start(data, upstream.url());
        var release = rig.vet("npm:calm@1.0.0");
        rig.approve(release.id());

        rig.close();
        rig = VettingRig.startAttesting(data, upstream.url(), "assay.attestation.check=100ms");
        var missing = rig.get(AttestationStore.class);
        var deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (missing.bundle(release.id()).isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(verify(now(release))).isInstanceOf(Verification.Verified.class);
        assertThat(now(release).state()).isEqualTo(ReleaseState.APPROVED);
    }

    private Attestations attestations() {
        return rig.get(Attestations.class);
    }

    private Release now(Release release) {
        return rig.get(ReleaseStore.class).find(release.id()).orElseThrow();
    }

    private Verification verify(Release release) {
        var keys = TrustedKeys.read(attestations().keys().getBytes(StandardCharsets.UTF_8));
        var sha512 =
                HexFormat.of()
                        .formatHex(
                                Base64.getDecoder()
                                        .decode(release.integrity().value().substring(7)));
        return new AttestationCheck(keys, rig.get(Clock.class).instant())
                .check(
                        attestations().bundle(release).orElseThrow(),
                        new ApprovedArtifact(
                                release.purl().toString(), release.sha256().hex(), sha512),
                        stage -> true);
    }
}
