package dev.assay.scanners.flaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.scanners.coordinates.Purl;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.json.JsonMapper;

/** The evaluation of ranges, by the examples of the OSV schema's text. */
class OsvAdvisoryTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest(name = "{1} in {0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "introduced 0 fixed 1.0.0                              | 0.0.1-alpha | true",
                "introduced 0 fixed 1.0.0                              | 1.0.0-rc.1  | true",
                "introduced 0 fixed 1.0.0                              | 1.0.0       | false",
                "introduced 1.0.0 last_affected 1.2.0                  | 1.2.0       | true",
                "introduced 1.0.0 last_affected 1.2.0                  | 1.2.1       | false",
                "introduced 1.0.0 last_affected 1.2.0                  | 0.9.9       | false",
                "introduced 1.0.0 fixed 1.0.2 introduced 3.0.0 fixed 3.2.5 | 2.0.0   | false",
                "introduced 1.0.0 fixed 1.0.2 introduced 3.0.0 fixed 3.2.5 | 3.2.4   | true",
                "fixed 3.2.5 introduced 3.0.0 fixed 1.0.2 introduced 1.0.0 | 1.0.1   | true",
                "introduced 2.0.0                                      | 99.0.0      | true",
                "introduced 2.0.0                                      | not-semver  | true",
                "introduced 0 fixed someday                            | 1.0.0       | true",
            })
    void theLastEventAtOrBelowAVersionDecides(String events, String version, boolean affected) {
        var array = new StringBuilder();
        var words = events.split(" ");
        for (var at = 0; at < words.length; at += 2) {
            array.append(array.isEmpty() ? "" : ",")
                    .append("{\"%s\": \"%s\"}".formatted(words[at], words[at + 1]));
        }
        var advisory =
                OsvAdvisory.of(
                                JSON.readTree(
                                        """
                                        {"id": "X-1", "affected": [{
                                          "package": {"ecosystem": "npm", "name": "it"},
                                          "ranges": [{"type": "SEMVER", "events": [%s]}]}]}
                                        """
                                                .formatted(array)))
                        .getFirst();

        assertThat(advisory.of(Sought.of(Purl.npm("it", version))).isPresent()).isEqualTo(affected);
    }

    @Test
    void whatWasWithdrawnAffectsNothing() {
        assertThat(
                        OsvAdvisory.of(
                                JSON.readTree(
                                        """
                                        {"id": "X-1", "withdrawn": "2026-01-01T00:00:00Z",
                                         "affected": [{"package": {"ecosystem": "npm", "name": "it"},
                                           "versions": ["1.0.0"]}]}
                                        """)))
                .isEmpty();
    }

    @Test
    void aGradeThatIsNotGivenIsNotMadeUp() {
        var advisory =
                OsvAdvisory.of(
                                JSON.readTree(
                                        """
                                        {"id": "X-1", "affected": [{
                                          "package": {"ecosystem": "npm", "name": "it"},
                                          "versions": ["1.0.0"]}]}
                                        """))
                        .getFirst();

        assertThat(advisory.of(Sought.of(Purl.npm("it", "1.0.0"))).orElseThrow().scored())
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "nobody",
            value = {
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, CRITICAL",
                "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, HIGH",
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N, MEDIUM",
                "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N, LOW",
                "AV:N/AC:L/Au:N/C:C/I:C/A:C, CRITICAL",
                "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, nobody",
                "no vector, nobody"
            })
    void aVectorAloneIsGradedByTheScaleOfCvss(String vector, String grade) {
        var flaw =
                OsvAdvisory.of(
                                JSON.readTree(
                                        """
                                        {"id": "X-1", "severity": [{"type": "CVSS_V3", "score": "%s"}],
                                         "affected": [{"package": {"ecosystem": "npm", "name": "it"},
                                           "versions": ["1.0.0"]}]}
                                        """
                                                .formatted(vector)))
                        .getFirst()
                        .of(Sought.of(Purl.npm("it", "1.0.0")))
                        .orElseThrow();

        assertThat(flaw.scored() ? flaw.severity().name() : null).isEqualTo(grade);
    }

    @Test
    void whatIsNoAdvisoryIsRefused() {
        assertThatThrownBy(() -> OsvAdvisory.of(JSON.readTree("{}")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
