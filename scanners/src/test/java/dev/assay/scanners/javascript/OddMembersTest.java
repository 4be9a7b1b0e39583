package dev.assay.scanners.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Property names that look like indexes and are none must not end the analysis. */
class OddMembersTest {

    @ParameterizedTest
    @ValueSource(strings = {"'0-1'", "'1x'", "'999999999'", "'\u0661'", "''", "-1", "1.5"})
    void readsPastAPropertyOfAListThatIsNoIndex(String name) {
        var facts =
                Sample.of(
                                "const hosts = ['a.dev']; fetch('https://' + hosts["
                                        + name
                                        + "]); fetch('https://x.dev/');")
                        .facts(FindingKind.OUTBOUND_DOMAIN);
        assertThat(facts)
                .filteredOn(fact -> Boolean.TRUE.equals(fact.detail().get("contacted")))
                .extracting(fact -> fact.value())
                .containsExactly("x.dev");
    }
}
