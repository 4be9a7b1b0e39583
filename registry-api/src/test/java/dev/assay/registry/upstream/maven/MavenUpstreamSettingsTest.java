package dev.assay.registry.upstream.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.upstream.OtherUpstreamSettings;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.net.URI;
import java.util.List;
import java.util.Map;

class MavenUpstreamSettingsTest {

    @Test
    void haveDefaultsThatNeedNoConfiguration() {
        assertThat(bind(Map.of(), "assay.upstream.maven", MavenUpstreamSettings.class))
                .isEqualTo(new MavenUpstreamSettings(null, List.of()));
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
