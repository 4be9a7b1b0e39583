package dev.assay.web.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.attestation.CanonicalJson;
import dev.assay.scanners.attestation.Keys;
import dev.assay.scanners.attestation.SigningKey;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;

/** What {@code assay bom verify} says and answers, for each way it can end. */
class BomVerifyCommandTest {

    private static final SigningKey KEY = SigningKey.make();
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private Path folder;
    private Path bom;
    private Path key;
    private String said = "";

    @BeforeEach
    void write() throws IOException {
        key = Files.writeString(folder.resolve("key.pem"), Keys.pem(KEY.publicKey()));
        var document =
                (ObjectNode)
                        JSON.readTree(
                                """
                                {"bomFormat": "CycloneDX", "specVersion": "1.6",
                                 "metadata": {"component": {"purl": "pkg:npm/mcp@1.0.0"}},
                                 "components": []}
                                """);
        var signature = document.putObject("signature");
        signature.put("algorithm", "ES256").put("keyId", KEY.keyId());
        var value = KEY.signPlain(CanonicalJson.of(document));
        signature.put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(value));
        bom = Files.writeString(folder.resolve("bom.cdx.json"), document.toPrettyString());
    }

    @Test
    void saysOfWhatItIsAndByWhichKey() {
        assertThat(verify()).isZero();
        assertThat(said).contains("verified: bill of materials of pkg:npm/mcp@1.0.0", KEY.keyId());
        assertThat(verify("--format", "json")).isZero();
        assertThat(JSON.readTree(said).path("outcome").asString()).isEqualTo("verified");
    }

    @Test
    void comparesTheReleaseThatIsAskedFor() {
        assertThat(verify("--release", "npm:mcp@1.0.0")).isZero();
        assertThat(verify("--release", "npm:mcp@1.0.1")).isEqualTo(1);
        assertThat(said).contains("invalid (subject-name)");
    }

    @Test
    void answersOneForWhatWasChangedOrIsNotSigned() throws IOException {
        Files.writeString(bom, Files.readString(bom).replace("mcp@1.0.0", "mcp@1.0.1"));
        assertThat(verify("--format", "json")).isEqualTo(1);
        assertThat(JSON.readTree(said).path("defect").asString()).isEqualTo("signature-wrong");

        Files.writeString(bom, "{\"bomFormat\": \"CycloneDX\"}");
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("absent: the document carries no signature");

        write();
        Files.writeString(key, Keys.pem(SigningKey.make().publicKey()));
        assertThat(verify()).isEqualTo(1);
        assertThat(said).contains("invalid (key-unknown)");
    }

    @Test
    void tellsMisuseFromWhatCouldNotBeDone() throws IOException {
        Files.delete(bom);
        assertThat(verify()).isEqualTo(2);
        assertThat(said).contains("there is no file");
    }

    private int verify(String... more) {
        var out = new StringWriter();
        var arguments =
                Stream.concat(
                                Stream.of("bom", "verify", bom.toString(), "--key", key.toString()),
                                Stream.of(more))
                        .toArray(String[]::new);
        var code =
                AssayCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(out))
                        .execute(arguments);
        said = out.toString();
        return code;
    }
}
