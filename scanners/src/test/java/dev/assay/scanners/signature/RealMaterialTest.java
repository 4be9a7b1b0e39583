package dev.assay.scanners.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.scanners.signature.KeyClaims.Trust;
import dev.assay.scanners.signature.NpmEvidence.Answer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;

/**
 * Attestations that were really made, two of them tampered with on purpose, where they are at hand:
 * a folder named by {@code assay.test.sigstore}.
 */
class RealMaterialTest {

    private static final Path FOLDER =
            Path.of(System.getProperty("assay.test.sigstore", "does-not-exist"));

    @BeforeEach
    void isAtHand() {
        assumeTrue(Files.isRegularFile(FOLDER.resolve("trusted_root.json")));
    }

    @Test
    void aVendorsPackageIsVerifiedWithItsSource() throws Exception {
        var signatures =
                check(
                        "@playwright/cli",
                        "0.1.1",
                        "playwright-cli-0.1.1.tgz",
                        "playwright-cli-0.1.1-attestations.json");
        assertThat(signatures.publication()).isInstanceOf(Outcome.Verified.class);
        assertThat(signatures.provenance().reason()).isEmpty();
        var build = signatures.provenance().claimed().orElseThrow();
        assertThat(build.repository()).endsWith("/microsoft/playwright-cli");
        assertThat(build.repositoryId()).isEqualTo("273562379");
        assertThat(build.commit()).isEqualTo("d1c6d1113932ddcee243e8b111b6d4aea553df20");
        assertThat(build.runner()).isEqualTo("github-hosted");
    }

    @Test
    void anOlderPackageWhoseBundlesCarryNoProofIsNotVerified() throws Exception {
        var signatures = tried("provenance-npm-test-ossf.tgz");
        assertThat(signatures.publication().state()).isEqualTo("could not check");
        assertThat(signatures.provenance().reason()).contains("promise and no proof");
    }

    @Test
    void tamperedProvenanceIsRefused() throws Exception {
        var signatures = tried("provenance-npm-test-ossf-invalidsigprov.tgz");
        assertThat(SignatureCase.words(signatures.provenance()))
                .isEqualTo("invalid: signature-wrong");
        assertThat(signatures.publication().state()).isEqualTo("could not check");
    }

    @Test
    void aTamperedPublicationIsRefused() throws Exception {
        var signatures = tried("provenance-npm-test-ossf-invalidsigpub.tgz");
        assertThat(SignatureCase.words(signatures.publication()))
                .isEqualTo("invalid: signature-wrong");
        assertThat(signatures.provenance().state()).isEqualTo("could not check");
    }

    private static Signatures tried(String tarball) throws Exception {
        return check("@laurentsimon/provenance-npm-test", "1.0.5", tarball, tarball + ".json");
    }

    private static Signatures check(String name, String version, String tarball, String answer)
            throws IOException, GeneralSecurityException {
        var root = TrustedRoot.read(read("trusted_root.json"));
        var keys = RegistryKeys.read(read("npm-keys.json"), Trust.PINNED);
        var bytes = read(tarball);
        return new SignatureCheck(root, keys)
                .check(
                        new NpmEvidence(
                                name,
                                version,
                                null,
                                MessageDigest.getInstance("SHA-512").digest(bytes),
                                null,
                                true,
                                true,
                                true,
                                null,
                                new Answer.None("not asked"),
                                new Answer.Given(read(answer))),
                        Instant.now());
    }

    private static byte[] read(String file) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(file));
    }
}
