package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SettingsTest {

    @Test
    void haveDefaultsThatNeedNoConfiguration() {
        assertThat(bind(Map.of(), "assay", StorageSettings.class))
                .isEqualTo(
                        new StorageSettings(
                                Path.of("data"), new StorageSettings.Database(null, null)));
        assertThat(bind(Map.of(), "assay.scan", ScanSettings.class))
                .isEqualTo(new ScanSettings(2, DataSize.ofGigabytes(1), Duration.ofSeconds(120)));
        assertThat(bind(Map.of(), "assay.vetting", VettingSettings.class))
                .isEqualTo(
                        new VettingSettings(
                                List.of(Duration.ofSeconds(20), Duration.ofSeconds(90)), 6));
        assertThat(bind(Map.of(), "assay.upstream.npm", NpmUpstreamSettings.class))
                .isEqualTo(new NpmUpstreamSettings(null, List.of()));
    }

    @Test
    void takeEveryValueByItsName() {
        var values =
                Map.of(
                        "assay.data-directory", "/var/lib/assay",
                        "assay.scan.workers", "4",
                        "assay.scan.heap", "512MB",
                        "assay.scan.deadline", "5m",
                        "assay.vetting.retry-pauses", "1s,2s,3s",
                        "assay.vetting.fetches-at-once", "12",
                        "assay.upstream.npm.url", "http://127.0.0.1:4873/");

        assertThat(bind(values, "assay", StorageSettings.class).blobs())
                .isEqualTo(Path.of("/var/lib/assay/blobs"));
        assertThat(bind(values, "assay.scan", ScanSettings.class).toWorkerSettings())
                .satisfies(
                        settings -> {
                            assertThat(settings.processes()).isEqualTo(4);
                            assertThat(settings.heapMegabytes()).isEqualTo(512);
                            assertThat(settings.deadline()).isEqualTo(Duration.ofMinutes(5));
                        });
        assertThat(bind(values, "assay.vetting", VettingSettings.class).retryPauses()).hasSize(3);
        assertThat(bind(values, "assay.upstream.npm", NpmUpstreamSettings.class).url())
                .isEqualTo(URI.create("http://127.0.0.1:4873/"));
    }

    @Test
    void nameFurtherUpstreamsWithoutTellingTheirSecrets() {
        var values =
                Map.of(
                        "assay.upstream.maven.others[0].url", "https://maven.acme.example/releases",
                        "assay.upstream.maven.others[0].namespaces", "com.acme,org.acme.tools",
                        "assay.upstream.maven.others[0].username", "me",
                        "assay.upstream.maven.others[0].password", "s3cret",
                        "assay.upstream.maven.others[1].url", "https://mirror.example/",
                        "assay.upstream.maven.others[1].token", "t0ken");
        var settings = bind(values, "assay.upstream.maven", MavenUpstreamSettings.class);
        var others = OtherUpstreamSettings.upstreams(settings.others());

        assertThat(others.getFirst().url())
                .isEqualTo(URI.create("https://maven.acme.example/releases/"));
        assertThat(others.getFirst().namespaces()).containsExactly("com.acme", "org.acme.tools");
        assertThat(others.getFirst().authorization()).isEqualTo("Basic bWU6czNjcmV0");
        assertThat(others.getLast().isPrivate()).isFalse();
        assertThat(others.getLast().authorization()).isEqualTo("Bearer t0ken");
        assertThat(settings + " " + others)
                .contains("https://mirror.example/")
                .doesNotContain("s3cret", "t0ken", "bWU6");
    }

    private static <T> T bind(Map<String, String> values, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
    }
}
