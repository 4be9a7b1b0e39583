package dev.assay.scanners.artifact.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

final class PythonVersionTest {

    private static PythonVersion version(String text) {
        return PythonVersion.of(text).orElseThrow();
    }

    @Test
    void ordersAsPep440Does() {
        var inOrder =
                List.of(
                        "1.dev0",
                        "1.0.dev456",
                        "1.0a1",
                        "1.0a2.dev456",
                        "1.0a12.dev456",
                        "1.0a12",
                        "1.0b1.dev456",
                        "1.0b2",
                        "1.0b2.post345.dev456",
                        "1.0b2.post345",
                        "1.0rc1.dev456",
                        "1.0rc1",
                        "1.0",
                        "1.0+abc.5",
                        "1.0+abc.7",
                        "1.0+5",
                        "1.0.post456.dev34",
                        "1.0.post456",
                        "1.0.15",
                        "1.1.dev1",
                        "1.9",
                        "1.10",
                        "20260101",
                        "1!0.1");
        var shuffled = new ArrayList<>(inOrder.stream().map(PythonVersionTest::version).toList());
        Collections.shuffle(shuffled, new Random(7));
        Collections.sort(shuffled);

        assertThat(shuffled.stream().map(Objects::toString)).containsExactlyElementsOf(inOrder);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.0,1.0",
        "1.0-RC.1,1.0rc1",
        "1.0alpha,1.0a0",
        "1.0-1,1.0.post1",
        "1.0rev2,1.0.post2",
        "1.0.DEV,1.0.dev0",
        "0!1.00.01,1.0.1",
        "1.0+Ubuntu-1,1.0+ubuntu.1",
        "1.0c1,1.0rc1"
    })
    void writesEverySpellingInOneWay(String written, String normal) {
        assertThat(version(written)).hasToString(normal);
    }

    @Test
    void takesZerosAtTheEndForNothing() {
        assertThat(version("1.0")).isEqualTo(version("1.0.0")).hasToString("1.0");
        assertThat(version("1.0").hashCode()).isEqualTo(version("1.0.0").hashCode());
        assertThat(version("1.0")).isNotEqualTo(version("1.0.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "^1.0", "1.0.x", "[1.0,2.0)", "../1.0", "1.0+", "1..0", "latest", "1 0"})
    void isNoVersion(String text) {
        assertThat(PythonVersion.of(text)).isEmpty();
        assertThat(PythonVersion.of("1".repeat(500))).isEmpty();
        assertThat(PythonVersion.of("1." + "9".repeat(30))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "~=2.2|2.2 2.9 2.2.post3|2.1 3.0 2.2rc1",
                "~=1.4.5|1.4.5 1.4.9|1.5 1.4.4",
                "==1.1|1.1 1.1.0 1.1+local|1.1.1 1.1a1 1.1.post1",
                "==1.1+local|1.1+local|1.1 1.1+other",
                "==1.1.*|1.1 1.1.5 1.1a1 1.1.post1|1.10 1.2",
                "!=1.1.*|1.2 1.10|1.1.5",
                "!=1.1|1.2|1.1 1.1.0",
                ">1.7|1.7.1 1.8|1.7.post2 1.7 1.7+local 1.7.0",
                ">1.7.post2|1.7.post3 1.8|1.7.post1",
                "<2.0|1.9 1.9rc1|2.0rc1 2.0.dev1 2.0",
                "<2.0rc2|2.0rc1|2.0rc2 2.0",
                ">=1.0,<2,!=1.5|1.0 1.9|1.5 2.0 0.9",
                "===1.0|1.0|1.0.0",
                "<=1.0|1.0 1.0+local 0.9|1.0.1"
            })
    void holdsConditionsAsPep440Does(String range, String inside, String outside) {
        var read = VersionRange.of(range).orElseThrow();
        for (var each : inside.split(" ")) {
            assertThat(read.contains(version(each))).as(each + " " + range).isTrue();
        }
        for (var each : outside.split(" ")) {
            assertThat(read.contains(version(each))).as(each + " " + range).isFalse();
        }
    }

    @Test
    void tellsWhatIsNoRange() {
        for (var text : List.of("1.0", ">=x", "~=1", "=>1", ">=1.*", "==1;2", ",")) {
            assertThat(VersionRange.of(text)).as(text).isEmpty();
        }
        assertThat(VersionRange.of("")).contains(VersionRange.ANY);
        assertThat(VersionRange.of(">=1.0,").orElseThrow().contains(version("1.1"))).isTrue();
    }

    @Test
    void readsNamesOfFiles() {
        var wheel =
                DistributionFile.of(
                                "a-server", "A_Server-1.0.post1-2x-cp39.cp310-abi3-win_amd64.whl")
                        .orElseThrow();
        assertThat(wheel.version()).hasToString("1.0.post1");
        assertThat(wheel.tags())
                .containsExactlyInAnyOrder("cp39-abi3-win_amd64", "cp310-abi3-win_amd64");
        assertThat(wheel.buildNumber()).isEqualTo(2);
        assertThat(DistributionFile.of("a-b", "a-b-1.0.tar.gz").orElseThrow().version())
                .hasToString("1.0");
        for (var other :
                List.of("b-1.0.tar.gz", "a_b-1.0.exe", "a_b-x.tar.gz", "a_b/../c-1.0.zip", "a_b")) {
            assertThat(DistributionFile.of("a-b", other)).as(other).isEmpty();
        }
    }

    @Test
    void prefersTheFileThatAnInstallerPrefers() {
        var target = PypiTarget.of("3.12", "manylinux_2_28_x86_64");
        var inOrder =
                List.of(
                        "cp312-cp312-manylinux_2_28_x86_64",
                        "cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64",
                        "cp312-cp312-manylinux1_x86_64",
                        "cp312-abi3-manylinux_2_17_x86_64",
                        "cp39-abi3-manylinux_2_17_x86_64",
                        "py3-none-manylinux_2_17_x86_64",
                        "py3-none-any");
        var ranks =
                inOrder.stream()
                        .map(tag -> DistributionFile.of("x", "x-1-" + tag + ".whl").orElseThrow())
                        .map(target::rank)
                        .toList();
        assertThat(ranks).isSorted().doesNotContain(-1).doesNotHaveDuplicates();
        for (var other :
                List.of(
                        "cp313-cp313-manylinux_2_17_x86_64",
                        "cp312-cp312-manylinux_2_34_x86_64",
                        "cp312-cp312-win_amd64",
                        "cp311-cp311-any",
                        "py2-none-any")) {
            assertThat(target.rank(DistributionFile.of("x", "x-1-" + other + ".whl").orElseThrow()))
                    .as(other)
                    .isNegative();
        }
    }
}
