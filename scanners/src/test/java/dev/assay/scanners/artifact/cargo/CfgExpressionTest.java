package dev.assay.scanners.artifact.cargo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.cargo.CfgExpression.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CfgExpressionTest {

    private static final CargoTarget LINUX = CargoTarget.of(null);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "cfg(unix);true",
                "cfg(windows);false",
                "cfg(target_os = \"linux\");true",
                "cfg(not(target_os = \"macos\"));true",
                "cfg(all(unix, not(target_env = \"musl\")));true",
                "cfg(any(windows, target_os = \"wasi\"));false",
                "cfg(all());true",
                "cfg(any());false",
                "cfg(target_pointer_width = \"64\");true",
                "x86_64-unknown-linux-gnu;true",
                "x86_64-pc-windows-msvc;false",
            })
    void asksWhatCargoAsks(String condition, boolean holds) {
        assertThat(CfgExpression.on(condition, LINUX)).isEqualTo(new Answer(holds, false));
    }

    @Test
    void countsWhatIsNotKnownAsMetAndSaysSo() {
        for (var each :
                new String[] {
                    "cfg(tokio_unstable)", "cfg(not(nobody_knows))", "cfg(", "cfg(all(unix)) rest"
                }) {
            assertThat(CfgExpression.on(each, LINUX)).as(each).isEqualTo(new Answer(true, true));
        }
    }

    @Test
    void readsNoConditionDeeperThanItsLimit() {
        var deep = "cfg(" + "not(".repeat(10_000) + "unix" + ")".repeat(10_001);

        assertThat(CfgExpression.on(deep, LINUX)).isEqualTo(new Answer(true, true));
    }

    @Test
    void knowsPlatformsByTheirTriples() {
        var mac = CargoTarget.of("aarch64-apple-darwin");

        assertThat(CfgExpression.on("cfg(target_os = \"macos\")", mac).holds()).isTrue();
        assertThat(CfgExpression.on("cfg(target_vendor = \"apple\")", mac).holds()).isTrue();
        assertThat(CfgExpression.on("cfg(target_arch = \"aarch64\")", mac).holds()).isTrue();
    }
}
