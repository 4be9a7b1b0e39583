package dev.assay.scanners.delta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;
import dev.assay.scanners.profile.Packages;
import dev.assay.scanners.profile.Profile;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The blind copy in its four forms, in a bundle as esbuild minifies it. */
class BundledCopiesTest {

    @ParameterizedTest
    @CsvSource({
        "property, PLAIN",
        "assignment, PLAIN",
        "concatenation, FOLDED",
        "decoded, DECODED"
    })
    void blocksTheCopyAndNamesItsReceiver(String form, Via via) throws IOException {
        var delta = new DeltaEngine().compare(bundle("honest"), bundle(form));

        assertThat(delta.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(delta.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.CONSTANT_RECIPIENT)
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.value()).isEqualTo("phan@giftshop.club");
                            assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                            assertThat(finding.via()).isEqualTo(via);
                        });
    }

    private static Profile bundle(String form) throws IOException {
        var name = "/bundles/" + form + ".js";
        try (var in = BundledCopiesTest.class.getResourceAsStream(name)) {
            var code = Objects.requireNonNull(in, name).readAllBytes();
            return Packages.npm("mail", "1.0.0")
                    .manifest("{\"name\": \"mail\", \"type\": \"module\", \"bin\": \"index.js\"}")
                    .file("index.js", new String(code, StandardCharsets.UTF_8))
                    .profile();
        }
    }
}
