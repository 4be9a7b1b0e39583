package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.release.Stage;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

final class GateSettingsTest {

    private static GateSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("gate", GateSettings.class);
    }

    @Test
    void isSafeByDefault() {
        var settings = bound(Map.of());

        assertThat(settings.port()).isEqualTo(8081);
        assertThat(settings.address()).isNull();
        assertThat(settings.publicUrl()).isNull();
        assertThat(settings.anonymousStage()).isEqualTo(Stage.PRODUCTION);
        assertThat(settings.contact()).isEqualTo("your security reviewers");
        assertThat(settings.newSightingsPerHour()).isEqualTo(60);
        assertThat(settings.poll()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.snapshotAge()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.connections())
                .isEqualTo(
                        new GateSettings.Connections(
                                4096,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(20)));
    }

    @Test
    void takesEverySetting() {
        var settings =
                bound(
                        Map.ofEntries(
                                Map.entry("gate.port", "9000"),
                                Map.entry("gate.address", "127.0.0.1"),
                                Map.entry("gate.public-url", "https://gate.example/"),
                                Map.entry("gate.anonymous-stage", "read-only"),
                                Map.entry("gate.contact", "the platform team"),
                                Map.entry("gate.new-sightings-per-hour", "5"),
                                Map.entry("gate.reading-needs-token", "true"),
                                Map.entry("gate.poll", "7s"),
                                Map.entry("gate.snapshot-age", "3h"),
                                Map.entry("gate.connections.most", "10"),
                                Map.entry("gate.connections.idle", "5s"),
                                Map.entry("gate.connections.request", "6s"),
                                Map.entry("gate.connections.drain", "8s"),
                                Map.entry("gate.fetch-log.shipping", "3s"),
                                Map.entry("gate.fetch-log.kept", "200d")));

        assertThat(settings)
                .isEqualTo(
                        new GateSettings(
                                9000,
                                InetAddress.ofLiteral("127.0.0.1"),
                                URI.create("https://gate.example/"),
                                Stage.READ_ONLY,
                                true,
                                "the platform team",
                                5,
                                120_000,
                                60_000,
                                Duration.ofSeconds(7),
                                Duration.ofHours(3),
                                new GateSettings.Connections(
                                        10,
                                        Duration.ofSeconds(5),
                                        Duration.ofSeconds(6),
                                        Duration.ofSeconds(8)),
                                new GateSettings.FetchLogging(
                                        Duration.ofSeconds(3), Duration.ofDays(200))));
    }

    @Test
    void saysWhichSettingIsWrong() {
        assertThatThrownBy(() -> bound(Map.of("gate.port", "70000")))
                .hasStackTraceContaining("gate.port is 70000; use 0 to 65535");
        assertThatThrownBy(() -> bound(Map.of("gate.public-url", "gate.example")))
                .hasStackTraceContaining("gate.public-url is 'gate.example'; use https://HOST/");
        assertThatThrownBy(() -> bound(Map.of("gate.poll", "0s")))
                .hasStackTraceContaining("gate.poll is PT0S; use 1s or more");
        assertThatThrownBy(() -> bound(Map.of("gate.fetch-log.kept", "183d")))
                .hasStackTraceContaining("gate.fetch-log.kept is PT4392H; use 184d or more");
        assertThatThrownBy(() -> bound(Map.of("gate.snapshot-age", "3s")))
                .hasStackTraceContaining(
                        "gate.snapshot-age is PT3S; use more than gate.poll twice");
    }
}
