package dev.assay.scanners.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.samples.SampleBundle;
import dev.assay.scanners.artifact.ArchiveLimits;
import dev.assay.scanners.artifact.ReadOutcome;
import dev.assay.scanners.artifact.mcpb.BundleReader;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

class BundleSignatureTest {

    private static final byte[] BUNDLE = SampleBundle.of("mail", "1.2.0", "").bytes();

    @TempDir Path folder;

    private Outcome<KeyClaims> check(byte[] bytes, BundleSigning trusted) throws Exception {
        var file = Files.write(folder.resolve("mail.mcpb"), bytes);
        var roots =
                trusted == null
                        ? null
                        : Files.writeString(folder.resolve("roots.pem"), trusted.rootInPem());
        return new BundleSignature(
                        BundleSigners.read(roots), Clock.fixed(BundleSigning.NOW, ZoneOffset.UTC))
                .check(file);
    }

    private ReadOutcome read(byte[] bytes) throws Exception {
        var file = Files.write(folder.resolve("read.mcpb"), bytes);
        return new BundleReader(ArchiveLimits.DEFAULT, Clock.systemUTC()).read(file, null);
    }

    @Test
    void saysWhoSignedABundle() throws Exception {
        var acme = new BundleSigning("Acme");

        for (var bytes : new byte[][] {acme.signed(BUNDLE), acme.signedAsComment(BUNDLE)}) {
            assertThat(check(bytes, acme))
                    .isInstanceOfSatisfying(
                            Outcome.Verified.class,
                            verified ->
                                    assertThat(((KeyClaims) verified.claims()).keyId())
                                            .startsWith("CN=Acme (SHA-256 "));
            assertThat(read(bytes))
                    .isInstanceOfSatisfying(
                            ReadOutcome.Read.class,
                            read -> {
                                assertThat(read.tree().hazards()).isEmpty();
                                assertThat(read.tree().files()).containsKey("manifest.json");
                            });
        }
    }

    @Test
    void tellsWhatIsNotSignedFromWhatNobodyCanSay() throws Exception {
        var acme = new BundleSigning("Acme");
        var signed = acme.signed(BUNDLE);

        assertThat(check(BUNDLE, acme)).isInstanceOf(Outcome.Absent.class);
        assertThat(check(signed, null).reason()).contains("set assay.upstream.mcpb.trust-roots");
        assertThat(check(signed, new BundleSigning("Other")))
                .isInstanceOf(Outcome.Unchecked.class)
                .asString()
                .contains("none of the authorities");
        var late =
                new BundleSigning(
                        "Late",
                        KeyPurposeId.id_kp_codeSigning,
                        Instant.parse("2026-02-01T00:00:00Z"));
        assertThat(check(late.signed(BUNDLE), late))
                .isInstanceOf(Outcome.Unchecked.class)
                .asString()
                .contains("not valid any more");
    }

    @Test
    void refusesASignatureOfOtherBytesOrAnotherUse() throws Exception {
        var acme = new BundleSigning("Acme");
        var other = BUNDLE.clone();
        other[40] ^= 1;

        assertThat(check(BundleSigning.with(other, acme.der(BUNDLE)), acme).defectOrNull())
                .isEqualTo(Defect.INTEGRITY_DIFFERS);
        // The same without a root: what is wrong is wrong whoever signed it.
        assertThat(check(BundleSigning.with(other, acme.der(BUNDLE)), null).defectOrNull())
                .isEqualTo(Defect.INTEGRITY_DIFFERS);
        var forMail =
                new BundleSigning(
                        "Mail",
                        KeyPurposeId.id_kp_emailProtection,
                        Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(check(forMail.signed(BUNDLE), forMail).defectOrNull())
                .isEqualTo(Defect.CERTIFICATE_USAGE);
        assertThat(check(BundleSigning.with(BUNDLE, new byte[] {48, 1, 2}), acme).defectOrNull())
                .isEqualTo(Defect.SIGNATURE_MALFORMED);
    }

    @Test
    void tellsABlockThatOnlyLooksLikeOne() throws Exception {
        var broken = new byte[BUNDLE.length + 12];
        System.arraycopy(BUNDLE, 0, broken, 0, BUNDLE.length);
        System.arraycopy(
                "MCPB_SIG_END".getBytes(StandardCharsets.US_ASCII), 0, broken, BUNDLE.length, 12);

        assertThat(check(broken, null).defectOrNull()).isEqualTo(Defect.SIGNATURE_MALFORMED);
        assertThat(read(broken))
                .isInstanceOfSatisfying(
                        ReadOutcome.Read.class,
                        read -> assertThat(read.tree().hazards()).hasSizeGreaterThan(1));
    }

    @Test
    void takesNoCommentForASignatureThatHidesASecondArchive() throws Exception {
        var acme = new BundleSigning("Acme");
        var hidden = SampleBundle.of("other", "6.6.6", "").bytes();
        // A valid signature block over one bundle, put behind another one.
        assertThat(check(BundleSigning.with(hidden, acme.der(BUNDLE)), acme).defectOrNull())
                .isEqualTo(Defect.INTEGRITY_DIFFERS);
    }
}
