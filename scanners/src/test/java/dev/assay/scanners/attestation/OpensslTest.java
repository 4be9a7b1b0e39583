package dev.assay.scanners.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** OpenSSL and a few lines of Python agree with us, who share no code with either. */
class OpensslTest {

    /** Puts together what is signed, as the specification of DSSE says it. */
    private static final String UNPACK =
            """
            import base64, json, sys
            envelope = json.load(open(sys.argv[1]))
            kind = envelope["payloadType"].encode()
            body = base64.b64decode(envelope["payload"], validate=True)
            with open(sys.argv[2], "wb") as out:
                out.write(b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body))
            with open(sys.argv[3], "wb") as out:
                out.write(base64.b64decode(envelope["signatures"][0]["sig"], validate=True))
            """;

    @TempDir Path folder;

    @Test
    void verifiesWhatWeSigned() throws Exception {
        assumeTrue(runs("openssl", "version") && runs("python3", "--version"));
        assertThat(opensslVerifies("é ü 字", false)).isTrue();
        assertThat(opensslVerifies("é ü 字", true)).isFalse();
    }

    @Test
    void makesKeysThatWeRead() throws Exception {
        assumeTrue(runs("openssl", "version"));
        for (var kind :
                new String[][] {
                    {"-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"},
                    {"-algorithm", "ED25519"}
                }) {
            var secret = folder.resolve(kind[1] + ".key");
            var shown = folder.resolve(kind[1] + ".pub");
            var command = new String[kind.length + 4];
            command[0] = "openssl";
            command[1] = "genpkey";
            System.arraycopy(kind, 0, command, 2, kind.length);
            command[kind.length + 2] = "-out";
            command[kind.length + 3] = secret.toString();
            assertThat(runs(command)).isTrue();
            assertThat(
                            runs(
                                    "openssl",
                                    "pkey",
                                    "-in",
                                    secret.toString(),
                                    "-pubout",
                                    "-out",
                                    shown.toString()))
                    .isTrue();

            var key = SigningKey.read(Files.readString(secret));

            assertThat(Keys.pem(key.publicKey())).isEqualTo(Files.readString(shown));
            var content = "content".getBytes(StandardCharsets.UTF_8);
            assertThat(Keys.holds(key.publicKey(), content, key.sign(content))).isTrue();
            assertThat(SigningKey.read(key.secretPem()).keyId()).isEqualTo(key.keyId());
        }
    }

    private boolean opensslVerifies(String statement, boolean altered) throws Exception {
        var key = SigningKey.make();
        var envelope = Envelope.of(statement.getBytes(StandardCharsets.UTF_8)).signedBy(key);
        if (altered) {
            envelope = new Envelope(envelope.payloadType(), new byte[] {1}, envelope.signatures());
        }
        var file = Files.writeString(folder.resolve("envelope.json"), envelope.json());
        var script = Files.writeString(folder.resolve("unpack.py"), UNPACK);
        var shown = Files.writeString(folder.resolve("key.pub"), Keys.pem(key.publicKey()));
        var content = folder.resolve("content");
        var signature = folder.resolve("signature");
        assertThat(
                        runs(
                                "python3",
                                script.toString(),
                                file.toString(),
                                content.toString(),
                                signature.toString()))
                .isTrue();
        return runs(
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                shown.toString(),
                "-signature",
                signature.toString(),
                content.toString());
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("said").toFile())
                            .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
