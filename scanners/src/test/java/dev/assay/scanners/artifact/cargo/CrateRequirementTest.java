package dev.assay.scanners.artifact.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the Cargo book says of requirements, by its own examples and the edges beside them. */
final class CrateRequirementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1.2.3;1.2.3,1.2.4,1.9.0;1.2.2,2.0.0,1.3.0-rc.1",
                "1.2;1.2.0,1.3.0;1.1.9,2.0.0",
                "1;1.0.0,1.9.9;0.9.9,2.0.0",
                "^0.2.3;0.2.3,0.2.9;0.3.0,0.2.2",
                "0.0.3;0.0.3;0.0.4,0.0.2",
                "0.0;0.0.0,0.0.9;0.1.0",
                "0;0.0.0,0.9.9;1.0.0",
                "~1.2.3;1.2.3,1.2.9;1.3.0,1.2.2",
                "~1.2;1.2.0,1.2.9;1.3.0",
                "~1;1.0.0,1.9.9;2.0.0",
                "*;0.0.1,7.0.0;1.0.0-alpha",
                "1.*;1.0.0,1.9.0;2.0.0",
                "1.2.*;1.2.0,1.2.9;1.3.0",
                "0.2.*;0.2.0,0.2.9;0.3.0",
                ">=1.2.0;1.2.0,3.0.0;1.1.9",
                ">1;2.0.0;1.9.9",
                "<2;1.9.9,0.1.0;2.0.0",
                "=1.2.3;1.2.3;1.2.4",
                ">=1.2, <1.5;1.2.0,1.4.9;1.5.0,1.1.0",
                "1.0.0-beta.2;1.0.0-beta.2,1.0.0-rc.1,1.0.0,1.4.0;1.0.0-beta.1,1.1.0-alpha",
                "=1.0.0-rc.1;1.0.0-rc.1;1.0.0,1.0.0-rc.2",
            })
    void acceptsWhatCargoAccepts(String text, String fits, String others) {
        var requirement = CrateRequirement.of(text).orElseThrow();
        for (var each : fits.split(",")) {
            assertThat(requirement.accepts(CrateVersion.of(each).orElseThrow())).as(each).isTrue();
        }
        for (var each : others.split(",")) {
            assertThat(requirement.accepts(CrateVersion.of(each).orElseThrow())).as(each).isFalse();
        }
    }

    @Test
    void readsNothingThatIsNoRequirement() {
        for (var each : new String[] {"latest", "1.2.3 || 2", "git+x", "1.2.3.4", ">", "1,,2"}) {
            assertThat(CrateRequirement.of(each)).as(each).isEmpty();
        }
    }

    @Test
    void knowsLinesOfCompatibleVersions() {
        for (var each : new String[][] {{"1.2.3", "1"}, {"0.3.9", "0.3"}, {"0.0.5", "0.0.5"}}) {
            assertThat(CrateVersion.of(each[0]).orElseThrow().line()).isEqualTo(each[1]);
        }
        assertThat(CrateVersion.of("01.2.3")).isEmpty();
        assertThat(CrateVersion.of("v1.2.3")).isEmpty();
    }
}
