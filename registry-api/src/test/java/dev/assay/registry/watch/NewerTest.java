package dev.assay.registry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.artifact.npm.Packument;
import dev.assay.scanners.ecosystem.npm.NpmEcosystem;
import dev.assay.scanners.ecosystem.npm.NpmVersions;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

class NewerTest {

    @Test
    void takesTheNewestOfAllAndTheNewestOfTheApprovedLineBySemver() throws Exception {
        assertThat(newer("1.9.0", "1.10.0", "1.9.1", "1.2.0", "2.0.0", "10.0.0", "9.9.9"))
                .containsExactly("10.0.0", "1.10.0");
        assertThat(newer("1.0.0", "1.0.0", "0.9.9")).isEmpty();
    }

    @Test
    void leavesPreReleasesToThoseWhoApprovedOne() throws Exception {
        assertThat(newer("1.0.0", "1.1.0-beta.1", "1.0.1")).containsExactly("1.0.1");
        assertThat(newer("1.1.0-beta.1", "1.1.0-beta.2", "1.1.0-alpha.9"))
                .containsExactly("1.1.0-beta.2");
        assertThat(newer("1.1.0-beta.1", "1.1.0-beta.2", "1.1.0")).containsExactly("1.1.0");
    }

    @Test
    void passesOverWhatIsDeprecatedKnownOrNoVersion() throws Exception {
        assertThat(newer("1.0.0", "v1.0.9", "latest", "1.0.3!", "1.0.2")).containsExactly("1.0.2");
        assertThat(newer("1.0.2"::equals, "1.0.0", "1.0.1", "1.0.2")).isEmpty();
    }

    private static List<String> newer(String approved, String... offered) throws Exception {
        return newer(version -> false, approved, offered);
    }

    private static List<String> newer(Predicate<String> isKnown, String approved, String... offered)
            throws Exception {
        return Newer.of(
                new NpmEcosystem(),
                new NpmVersions(packument(offered)),
                List.of(approved),
                isKnown);
    }

    /** A version with an exclamation mark is deprecated. */
    private static Packument packument(String... versions) throws Exception {
        var objects =
                Arrays.stream(versions)
                        .map(
                                each ->
                                        "\"%s\":{\"deprecated\":%s,\"dist\":{\"tarball\":\"https://r.example/x\"}}"
                                                .formatted(
                                                        each.replace("!", ""),
                                                        each.endsWith("!") ? "\"old\"" : "false"))
                        .collect(Collectors.joining(","));
        return Packument.parse(
                "aging",
                ("{\"name\":\"aging\",\"versions\":{" + objects + "}}")
                        .getBytes(StandardCharsets.UTF_8),
                null);
    }
}
