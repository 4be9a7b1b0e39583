package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.registry.policy.RuleSet.Reading;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The rules of {@code samples/policy/licences.yaml}. */
class LicenceRulesTest {

    private static final Path FILE = Path.of("../samples/policy/licences.yaml");

    @Test
    void nothingIsHeldBackWhereEveryLicenceIsKnownAndHarmless() throws IOException {
        assertThat(unmet(licensed("MIT", List.of("MIT"), true))).isEmpty();
    }

    @Test
    void aLicenceThatNobodyKnowsHoldsBack() throws IOException {
        assertThat(unmet(licensed("", List.of(), false))).containsExactly("licences-are-known");
    }

    @Test
    void aLicenceThatReachesFurtherHoldsBackByItsTextToo() throws IOException {
        assertThat(unmet(licensed("MIT", List.of("MIT", "AGPL-3.0-only"), true)))
                .containsExactly("licences-that-reach-further");
    }

    private static Facts licensed(String spdx, List<String> licences, boolean known) {
        return Facts.of(
                Map.of(
                        "closure",
                        List.of(
                                Map.of(
                                        "name", "acme",
                                        "version", "1.0.0",
                                        "spdx", spdx,
                                        "licences", licences,
                                        "licenceKnown", known))));
    }

    private static List<String> unmet(Facts facts) throws IOException {
        var file = new PolicyFiles.File("licences.yaml", Files.readString(FILE));
        return ((Reading.Taken) RuleSet.read(PolicyFiles.of(List.of(file))))
                .rules().judge(facts).unmet().stream().map(RuleResult::id).toList();
    }
}
