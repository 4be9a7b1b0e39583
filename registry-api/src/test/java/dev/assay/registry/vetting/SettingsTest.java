package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

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
                        "assay.vetting.fetches-at-once", "12");

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
    }

    private static <T> T bind(Map<String, String> values, String prefix, Class<T> type) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
    }
}
