package dev.assay.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.fetch.FetchCount;
import dev.assay.inventory.fetch.OutsideFetch;
import dev.assay.scanners.coordinates.Sha256;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;

class OutsideReleaseTest {

    @ParameterizedTest
    @CsvSource({
        "npm, pkg:npm/left@1.0.0, pkg:npm/left@1.0.0",
        "npm, pkg:npm/%40acme/x@1.0.0, pkg:npm/%40acme/x@1.0.0",
        "pypi, pkg:pypi/left@1.0 left-1.0-py3-none-any.whl, pkg:pypi/left@1.0",
        "maven, com/example/tools/plugin/1.0/plugin-1.0.jar, pkg:maven/com.example.tools/plugin@1.0",
        "maven, plugin/1.0/plugin-1.0.jar, ",
        "oci, oci:registry.example/base/os:12,"
                + " pkg:oci/os?repository_url=registry.example%2Fbase%2Fos&tag=12",
        "oci, registry.example/base/os part sha256:00, ",
        "oci, oci:nothing that is a name, "
    })
    void bytesAreOfARelease(String ecosystem, String item, String purl) {
        var fetch =
                new OutsideFetch(
                        ecosystem,
                        item,
                        Sha256.of(new byte[0]),
                        FetchCount.ANONYMOUS,
                        0,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH);
        assertThat(OutsideRelease.of(fetch).map(Object::toString).orElse(null)).isEqualTo(purl);
    }
}
