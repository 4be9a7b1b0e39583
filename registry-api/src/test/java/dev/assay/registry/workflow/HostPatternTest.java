package dev.assay.registry.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {

    @ParameterizedTest
    @CsvSource({
        "api.example.com, api.example.com",
        "API.Example.COM., api.example.com",
        "' *.Example.com ', *.example.com",
        "bücher.example, xn--bcher-kva.example",
        "10.0.0.1, 10.0.0.1",
        "intranet, intranet"
    })
    void bringsAHostIntoItsNormalForm(String written, String normal) {
        assertThat(HostPattern.normal(written)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com/v1, write the host alone: api.example.com",
        "api.example.com/v1, write the host alone: api.example.com",
        "api.example.com:8443, write the host alone: api.example.com",
        "*.com, whole top-level domain",
        "*, no host name",
        "a..b, no host name",
        "-a.example, no host name",
        "a_b.example, no host name",
        "a b.example, no host name",
        "api.*.example, no host name"
    })
    void refusesWhatIsNoHostAndSaysWhatToWrite(String written, String advice) {
        assertThatThrownBy(() -> HostPattern.normal(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(advice);
    }
}
