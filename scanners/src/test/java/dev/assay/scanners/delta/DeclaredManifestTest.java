package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.profile.Packages;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/** What the registry says of a version, beside what its tarball says of itself. */
class DeclaredManifestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "dependencies": {"b": "1"}                 | "dependencies": {"b": "2"}            | dependency b
                    "dependencies": {}                         | "dependencies": {"b": "2"}            | dependency b
                    "dependencies": {"b": "1"}                 | "x": 1                                | dependency b
                    "x": 1                                     | "scripts": {"postinstall": "node x"}  | script postinstall
                    "scripts": {"install": "a"}                | "scripts": {"install": "b"}           | script install
                    "bin": {"x": "a.js"}                       | "bin": {"x": "b.js"}                  | bin x
                    "x": 1                                     | "bin": {"npm": "b.js"}                | bin npm
                    "main": "a.js"                             | "main": "b.js"                        | main
                    """)
    void namesWhatTheTwoDisagreeAbout(String entry, String manifest, String what) {
        assertThat(mismatches(entry, manifest))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.value()).isEqualTo(what);
                            assertThat(finding.severity())
                                    .isEqualTo(
                                            what.equals("main") ? Severity.MEDIUM : Severity.HIGH);
                            assertThat(finding.title()).contains("the registry says ");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "dependencies": {"b": "1"}                           | "dependencies": {"b": "1"}
                    "dependencies": {"b": "1"}, "optionalDependencies": {"b": "1"} | "optionalDependencies": {"b": "1"}
                    "dependencies": {"b": "git+https://x.example/b.git"} | "dependencies": {"b": "https://x.example/b.git"}
                    "bin": {"a": "x.js"}                                 | "bin": "./x.js"
                    "main": "./x.js"                                     | "main": "x.js"
                    "main": "index.js"                                   | "x": 1
                    "x": 1                                               | "main": "x.js"
                    "scripts": {"test": "x"}                             | "scripts": {"test": "y", "build": "z"}
                    "dist": {"tarball": "file:local"}                    | "scripts": {"install": "x"}
                    """)
    void isSilentAboutOneThingSaidInTwoWays(String entry, String manifest) {
        assertThat(mismatches(entry, manifest)).isEmpty();
    }

    @Test
    void knowsTheBuildThatTheRegistryWritesDown() {
        var published =
                Packages.npm("a", "1.0.0").manifest("{\"name\": \"a\"}").file("binding.gyp", "{}");
        assertThat(
                        mismatches(
                                "{\"name\": \"a\", \"gypfile\": true, \"scripts\": {\"install\": \"node-gyp rebuild\"}}",
                                published))
                .isEmpty();
    }

    private static List<Finding> mismatches(String entry, String manifest) {
        return mismatches(
                "{\"name\": \"a\", " + entry + "}",
                Packages.npm("a", "1.0.0").manifest("{\"name\": \"a\", " + manifest + "}"));
    }

    private static List<Finding> mismatches(String entry, Packages published) {
        var profile = published.profile();
        return DeclaredManifest.compared(new DeltaEngine().compare(null, profile), profile, entry)
                .findings()
                .stream()
                .filter(finding -> finding.kind() == FindingKind.SOURCE_MISMATCH)
                .toList();
    }
}
