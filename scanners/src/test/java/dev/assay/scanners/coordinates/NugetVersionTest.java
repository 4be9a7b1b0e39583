package dev.assay.scanners.coordinates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class NugetVersionTest {

    private static NugetVersion of(String text) {
        return NugetVersion.of(text).orElseThrow();
    }

    @Test
    void writesOneVersionInOneWay() {
        assertThat(of("1.0")).hasToString("1.0.0");
        assertThat(of("1.00.0.0")).hasToString("1.0.0");
        assertThat(of("1.0.01.4-RC.1+build.7")).hasToString("1.0.1.4-rc.1");
        assertThat(NugetVersion.of("1.0.0.0.0")).isEmpty();
        assertThat(NugetVersion.of("1.*")).isEmpty();
        assertThat(NugetVersion.of("[1.0,2.0)")).isEmpty();
        assertThat(NugetVersion.of("99999999999")).isEmpty();
    }

    @Test
    void ordersThemAsSemanticVersioningDoesWithAFourthNumber() {
        var sorted =
                List.of(
                        "1.0.0-alpha",
                        "1.0.0-alpha.2",
                        "1.0.0-alpha.10",
                        "1.0.0-alpha.beta",
                        "1.0.0-Beta",
                        "1.0.0",
                        "1.0.0.1",
                        "1.0.10",
                        "1.1.0");

        assertThat(sorted.reversed().stream().map(NugetVersionTest::of).sorted())
                .containsExactlyElementsOf(sorted.stream().map(NugetVersionTest::of).toList());
    }

    @Test
    void readsIdsWithoutRegardToCapitalLetters() {
        assertThat(Purl.parse("nuget:Sample.Server@1.0.0"))
                .isEqualTo(Purl.parse("pkg:nuget/sample.server@1.0.0"))
                .hasToString("pkg:nuget/sample.server@1.0.0");
    }
}
