package dev.assay.scanners.closure.pypi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.pypi.PypiTarget;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;

final class RequirementTest {

    private static final PypiTarget TARGET = PypiTarget.of("3.12.4", "manylinux_2_28_x86_64");

    @Test
    void readsNameExtrasRangeAndMarker() {
        var read =
                Requirement.of("Http_X[Socks, brotli] (>=1.0,<2) ; python_version < '3.13'")
                        .orElseThrow();

        assertThat(read.name()).isEqualTo("http-x");
        assertThat(read.extras()).containsExactly("brotli", "socks");
        assertThat(read.range()).hasToString(">=1.0,<2");
        assertThat(read.address()).isNull();
        assertThat(read.marker().holds(TARGET.environment())).isTrue();
    }

    @Test
    void readsAnAddressInsteadOfARange() {
        var read =
                Requirement.of("a @ git+https://host.example/a;b.git ; os_name == 'nt'")
                        .orElseThrow();

        assertThat(read.address()).isEqualTo("git+https://host.example/a;b.git");
        assertThat(read.marker().holds(TARGET.environment())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-r x",
                "a b",
                "a >>1",
                "a[b",
                "a; python_version",
                "a; x == 'y",
                "a==x"
            })
    void isNoRequirement(String text) {
        assertThat(Requirement.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "python_version >= '3.9'|true",
                "python_version < \"3.9\" or sys_platform == 'linux'|true",
                "'3.9' > python_version|false",
                "python_full_version == '3.12.4'|true",
                "sys_platform in 'linux darwin'|true",
                "sys_platform not in \"linux darwin\"|false",
                "(os_name == 'nt' or platform_machine == 'x86_64') and implementation_name =="
                        + " 'cpython'|true",
                "platform_python_implementation != 'PyPy'|true",
                "platform_release >= '20'|false",
                "os.name == 'posix' and python_implementation == 'CPython'|true",
                "python_version in '3.11, 3.12'|true",
                "extra == 'A_b'|true",
                "extra == 'c'|false"
            })
    void decidesAboutTheTarget(String marker, boolean holds) {
        var environment = new HashMap<>(TARGET.environment());
        environment.put("extra", "a-b");

        assertThat(Marker.of(marker).orElseThrow().holds(environment)).isEqualTo(holds);
    }

    @Test
    void refusesParenthesesWithoutAnEnd() {
        assertThat(Marker.of("(".repeat(10_000))).isEmpty();
        assertThat(Marker.of("(".repeat(60) + "os_name == 'nt'" + ")".repeat(60))).isEmpty();
    }
}
