package dev.assay.registry.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.listing.ListedServer;
import dev.assay.inventory.listing.ListedVersion;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.store.Id;
import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;

class BundleDocumentTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final Purl MAIL =
            Purl.parse("https://example.com/v1.2.0/mail-1.2.0.mcpb@sha256:" + DIGEST);
    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode listed() {
        var release = Id.parse("0123456789abcdef0123456789abcdef").orElseThrow();
        var entry =
                new Entry(
                        PackageManifest.title(MAIL),
                        "A bundle",
                        null,
                        null,
                        null,
                        null,
                        MAIL.toString(),
                        DIGEST,
                        "sha256-x",
                        DIGEST,
                        "mcpb/~/" + release + "/",
                        null,
                        List.of(),
                        List.of());
        var document =
                new ServerDocuments("https://gate.example/", "https://assay.example/")
                        .of(
                                new ListedVersion(
                                        new ListedServer(
                                                "com.example/mail",
                                                MAIL.withVersion(null),
                                                ListedServer.Source.GIVEN),
                                        MAIL.exactVersion(),
                                        release,
                                        true,
                                        true,
                                        ReleaseState.APPROVED,
                                        Instant.EPOCH,
                                        null,
                                        Instant.EPOCH,
                                        JSON.writeValueAsString(entry)),
                                java.util.List.of());
        return JSON.valueToTree(document);
    }

    @Test
    void isListedByTheAddressAtTheGateAndItsDigest() {
        var server = listed().path("server");
        assertThat(server.path("title").stringValue()).isEqualTo("mail");
        var bundle = server.path("packages").path(0);

        assertThat(bundle.path("registryType").stringValue()).isEqualTo("mcpb");
        assertThat(bundle.path("identifier").stringValue())
                .isEqualTo(
                        "https://gate.example/mcpb/~/0123456789abcdef0123456789abcdef/"
                                + DIGEST
                                + "/mail-1.2.0.mcpb");
        assertThat(bundle.path("fileSha256").stringValue()).isEqualTo(DIGEST);
        assertThat(bundle.has("registryBaseUrl")).isFalse();
        assertThat(bundle.has("runtimeHint")).isFalse();
        assertThat(bundle.path("transport").path("type").stringValue()).isEqualTo("stdio");
    }
}
