package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OciNameTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void readsTheShortFormThatClientsWrite() {
        var purl = Purl.parse("oci:registry.example:5000/team/demo:1.2.0@" + DIGEST);

        assertThat(purl.packageName()).isEqualTo("registry.example:5000/team/demo");
        assertThat(purl.version()).isEqualTo("1.2.0@" + DIGEST);
        assertThat(OciName.of(purl).orElseThrow().host()).isEqualTo("registry.example:5000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci:demo:1.0",
                "oci:team/demo",
                "oci:registry.example/team/demo:1.2.0",
                "oci:localhost/demo",
                "oci:registry.example:5000/demo:v1.2.0-alpine"
            })
    void staysItselfAsAPackageUrl(String written) {
        var purl = Purl.parse(written);

        assertThat(Purl.parse(purl.toString())).isEqualTo(purl);
        assertThat(Purl.parse(purl.withVersion("1@" + DIGEST).toString()))
                .isEqualTo(purl.withVersion("1@" + DIGEST));
        assertThat(Purl.parse(purl.withVersion(DIGEST).toString()))
                .isEqualTo(purl.withVersion(DIGEST));
    }

    @Test
    void isWrittenAsThePackageUrlSpecificationHasIt() {
        assertThat(Purl.parse("oci:registry.example/team/demo:1.2.0@" + DIGEST).toString())
                .startsWith("pkg:oci/demo@sha256%3A0123")
                .contains("repository_url=", "tag=1.2.0");
        assertThat(
                        Purl.parse(
                                "pkg:oci/demo@"
                                        + DIGEST.replace(":", "%3A")
                                        + "?repository_url=registry.example/team/demo&tag=1.2.0"))
                .isEqualTo(Purl.parse("oci:registry.example/team/demo:1.2.0@" + DIGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci:Upper/demo:1",
                "oci:registry.example/../demo:1",
                "oci:",
                "oci:registry.example/:1",
                "pkg:oci/demo?repository_url=registry.example/other",
                "pkg:oci/demo?arch=amd64",
                "pkg:oci/ns/demo"
            })
    void refusesWhatNamesNoImage(String written) {
        assertThatThrownBy(() -> Purl.parse(written)).isInstanceOf(IllegalArgumentException.class);
    }
}
