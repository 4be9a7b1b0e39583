package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerVersionTest {

    @ParameterizedTest
    @CsvSource({
        "pkg:npm/mail@1.2.0, 1.2.0",
        "oci:registry.example.com/mail:1.2.0, 1.2.0",
        "oci:registry.example.com/mail:v1.2.0-alpine3.20, 1.2.0",
        "oci:registry.example.com/mail:1.2.0-rc.1, 1.2.0-rc.1",
        "oci:registry.example.com/mail:latest, latest",
        "git:git.example.com/acme/mail@v1.2.0, 1.2.0",
        "pkg:pypi/mail@1.2.0, 1.2.0"
    })
    void isWhatStandsInAllTheWaysOfWritingIt(String release, String version) {
        assertThat(ServerVersion.of(Purl.parse(release))).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({
        "pkg:npm/mail@1.2.0, oci:registry.example.com/mail:v1.2.0, true",
        "pkg:npm/mail@1.2.0-rc.1, pkg:pypi/mail@1.2.0rc1, true",
        "pkg:npm/mail@1.2.0, pkg:pypi/mail@1.20, false",
        "pkg:npm/mail@1.10.0, pkg:pypi/mail@11.0.0, false",
        "pkg:npm/mail@1.2.0-alpine, oci:registry.example.com/mail:1.2.0, false",
        "pkg:npm/mail@1.2.0, oci:registry.example.com/mail:latest, false"
    })
    void isTheSameOrAnotherOne(String one, String other, boolean same) {
        assertThat(ServerVersion.isSame(Purl.parse(one), Purl.parse(other))).isEqualTo(same);
        assertThat(ServerVersion.isSame(Purl.parse(other), Purl.parse(one))).isEqualTo(same);
    }
}
