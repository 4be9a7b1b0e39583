package dev.assay.registry.gate.npm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

final class DistTagsTest {

    @Test
    void goesBySemverAndNotByText() {
        assertThat(
                        DistTags.repointed(
                                Map.of("latest", "1.11.0"), List.of("1.9.0", "1.10.0", "1.2.0")))
                .isEqualTo(Map.of("latest", "1.10.0"));
    }

    @Test
    void staysBelowTheUpstreamsLatest() {
        assertThat(DistTags.repointed(Map.of("latest", "2.1.0"), List.of("1.0.0", "3.0.0")))
                .isEqualTo(Map.of("latest", "1.0.0"));
    }

    @Test
    void keepsATagWhoseVersionIsApproved() {
        assertThat(
                        DistTags.repointed(
                                Map.of("latest", "1.0.0", "next", "2.0.0-rc.1"),
                                List.of("1.0.0", "2.0.0-rc.1")))
                .isEqualTo(Map.of("latest", "1.0.0", "next", "2.0.0-rc.1"));
    }

    @Test
    void neverMakesAPreReleaseTheLatestWhereAStableOneIsThere() {
        assertThat(DistTags.repointed(Map.of("latest", "2.0.0"), List.of("1.0.0", "2.0.0-rc.1")))
                .isEqualTo(Map.of("latest", "1.0.0"));
    }

    @Test
    void leavesATagOutWithNothingBelowIt() {
        assertThat(
                        DistTags.repointed(
                                Map.of("latest", "2.0.0", "legacy", "0.5.0"), List.of("2.0.0")))
                .isEqualTo(Map.of("latest", "2.0.0"));
    }

    @Test
    void alwaysHasALatest() {
        assertThat(DistTags.repointed(null, List.of("1.0.0", "2.0.0-rc.1")))
                .isEqualTo(Map.of("latest", "1.0.0"));
        assertThat(DistTags.repointed(Map.of("latest", "1.0.0"), List.of("2.0.0")))
                .isEqualTo(Map.of("latest", "2.0.0"));
    }
}
