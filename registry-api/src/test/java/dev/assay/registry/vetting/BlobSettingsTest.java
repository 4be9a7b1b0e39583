package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.store.s3.S3Place;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class BlobSettingsTest {

    @Test
    void areTheDataDirectoryUnlessABucketIsNamed() {
        var settings = settings(Map.of());

        assertThat(settings.s3().place()).isEmpty();
        assertThat(settings.cacheIn(Path.of("data"))).isEqualTo(Path.of("data", "blob-cache"));
    }

    @Test
    void takeASecretFromAFileAndNeverPrintIt(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("secret"), "abc-123\n");

        var settings =
                settings(
                        Map.of(
                                "assay.blobs.s3.bucket", "assay",
                                "assay.blobs.s3.prefix", "/prod",
                                "assay.blobs.s3.endpoint", "https://s3.example.com",
                                "assay.blobs.s3.access-key-id", "id",
                                "assay.blobs.s3.secret-access-key-file", file.toString()));

        assertThat(settings.s3().place())
                .hasValueSatisfying(
                        place -> {
                            assertThat(place.key()).isEqualTo(new S3Place.Key("id", "abc-123"));
                            assertThat(place.prefix()).isEqualTo("prod/");
                            assertThat(place.pathStyle()).isTrue();
                            assertThat(place).asString().doesNotContain("abc-123");
                        });
        assertThat(settings).asString().doesNotContain("abc-123");
    }

    @Test
    void areRefusedWhereHalfOfThemIsMissing() {
        assertThatThrownBy(() -> settings(Map.of("assay.blobs.s3.endpoint", "https://x.example")))
                .hasRootCauseMessage(
                        "assay.blobs.s3 is set without assay.blobs.s3.bucket, so bytes would be kept"
                                + " on this disk; name the bucket");
        assertThatThrownBy(
                        () ->
                                settings(
                                        Map.of(
                                                "assay.blobs.s3.bucket",
                                                "assay",
                                                "assay.blobs.s3.access-key-id",
                                                "id")))
                .rootCause()
                .hasMessageContaining("secret-access-key-file");
    }

    private static BlobSettings settings(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("assay.blobs", BlobSettings.class);
    }
}
