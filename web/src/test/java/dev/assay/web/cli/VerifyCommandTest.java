package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.attestation.Approval;
import dev.assay.scanners.attestation.Envelope;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.SigningKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What {@code assay verify} says and answers, for each way it can end. */
class VerifyCommandTest {

    private static final SigningKey KEY = SigningKey.make();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;
    private Path artifact;
    private Path attestation;
    private Path key;
    private String said = "";

    @BeforeEach
    void write() throws Exception {
        artifact = Files.writeString(folder.resolve("mcp-1.0.0.tgz"), "the bytes");
        key = Files.writeString(folder.resolve("key.pem"), Keys.pem(KEY.publicKey()));
        attestation = approved("pilot", Instant.now().plus(1, ChronoUnit.DAYS));
    }

    @Test
    void verifiesAndSaysWhatByWhomForWhatAndUntilWhen() {
        assertThat(verify()).isZero();
        assertThat(said)
                .contains(
                        "verified: pkg:npm/mcp@1.0.0",
                        "approved for pilot until ",
                        "by https://assay.test",
                        KEY.keyId(),
                        "security abc: voted");
        assertThat(verify("--format", "json")).isZero();
        assertThat(JSON.readTree(said).path("outcome").asString()).isEqualTo("verified");
        assertThat(JSON.readTree(said).path("approvers").path(0).path("signed").asBoolean())
                .isFalse();
    }

    @Test
    void comparesTheStageThatIsAskedFor() {
        assertThat(verify("--stage", "sandbox")).isZero();
        assertThat(verify("--stage", "pilot")).isZero();
        assertThat(verify("--stage", "production")).isEqualTo(1);
        assertThat(said).contains("invalid (stage)");
        assertThat(verify("--stage", "prod")).isEqualTo(2);
    }

    @Test
    void answersOneForWhatIsInvalidOverOrNotThere() throws Exception {
        Files.writeString(artifact, "other bytes");
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("invalid (subject-digest)");
        write();

        attestation = approved("pilot", Instant.now().minus(1, ChronoUnit.DAYS));
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("invalid (expired)");

        attestation = folder.resolve("nowhere");
        assertThat(verify("--format", "json")).isEqualTo(1);
        assertThat(JSON.readTree(said).path("outcome").asString()).isEqualTo("absent");
    }

    @Test
    void tellsMisuseFromWhatCouldNotBeDone() throws IOException {
        assertThat(run("verify", artifact.toString())).isEqualTo(2);
        assertThat(run("verify", "nowhere.tgz", "--attestation", attestation.toString()))
                .isEqualTo(2);
        var noKey = Files.writeString(folder.resolve("no.pem"), "no key");
        assertThat(
                        run(
                                "verify",
                                artifact.toString(),
                                "--attestation",
                                attestation.toString(),
                                "--key",
                                noKey.toString()))
                .isEqualTo(2);
        assertThat(verifying(folder.toString())).isEqualTo(2);
        assertThat(verifying("npm:mcp@1.0.0", "--offline")).isEqualTo(3);
    }

    private int verify(String... more) {
        return verifying(artifact.toString(), more);
    }

    private int verifying(String what, String... more) {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "verify",
                                what,
                                "--attestation",
                                attestation.toString(),
                                "--key",
                                key.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        var out = new StringWriter();
        var code =
                AssayCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute(arguments);
        said = out.toString();
        return code;
    }

    private Path approved(String stage, Instant until) throws Exception {
        var statement = JSON.createObjectNode().put("_type", Approval.STATEMENT_TYPE);
        var bytes = Files.readAllBytes(artifact);
        var subject = statement.putArray("subject").addObject().put("name", "pkg:npm/mcp@1.0.0");
        subject.putObject("digest")
                .put("sha256", hash("SHA-256", bytes))
                .put("sha512", hash("SHA-512", bytes));
        statement.put("predicateType", Approval.PREDICATE_TYPE);
        var predicate = statement.putObject("predicate");
        predicate.putObject("registry").put("id", "https://assay.test");
        predicate.put("issuedAt", "2026-01-01T00:00:00Z").put("stage", stage);
        predicate.put("expires", until.toString());
        predicate
                .putObject("decision")
                .put("id", "1")
                .put("decidedAt", "2026-01-01T00:00:00Z")
                .put("by", "people");
        predicate
                .putArray("approvers")
                .addObject()
                .put("account", "abc")
                .put("role", "security")
                .put("votedAt", "2026-01-01T00:00:00Z");
        return Files.writeString(
                folder.resolve("approval.json"),
                Envelope.of(JSON.writeValueAsString(statement).getBytes(StandardCharsets.UTF_8))
                        .signedBy(KEY)
                        .json());
    }

    private static String hash(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
