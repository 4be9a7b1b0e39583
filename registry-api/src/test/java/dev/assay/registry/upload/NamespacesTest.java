package dev.assay.registry.upload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import java.util.List;

final class NamespacesTest {

    private static final UploadSettings.Names NONE = new UploadSettings.Names(List.of());

    private final Namespaces namespaces =
            new Namespaces(
                    new UploadSettings(
                            DataSize.ofMegabytes(1),
                            DataSize.ofMegabytes(1),
                            DataSize.ofMegabytes(1),
                            1,
                            new UploadSettings.Names(List.of("@acme/*")),
                            NONE,
                            NONE,
                            new UploadSettings.Names(List.of("Acme_*")),
                            new UploadSettings.Names(List.of("Acme.*"))));

    @Test
    void bindsTheNamesThatSettingsSayAndEveryBundle() {
        assertThat(namespaces.hold("npm", "@acme/mail")).isTrue();
        assertThat(namespaces.hold("npm", "left-pad")).isFalse();
        assertThat(namespaces.hold("mcpb", "mail")).isTrue();
        assertThat(namespaces.hold("cargo", "acme-mail")).isTrue();
        assertThat(namespaces.hold("nuget", "acme.mail")).isTrue();
    }

    @Test
    void leavesWhatCannotBeHandedInToItsUpstream() {
        for (var ecosystem : List.of("cargo", "nuget", "oci", "git")) {
            assertThat(namespaces.hold(ecosystem, "serde")).as(ecosystem).isFalse();
        }
    }
}
