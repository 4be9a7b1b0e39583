package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyTextTest {

    @Test
    void splitsWhatItJoined() {
        var files = RuleSet.builtIn().files();

        var again = PolicyText.split(PolicyText.join(files).replace("\n", "\r\n"));

        assertThat(again.files())
                .hasSizeGreaterThan(1)
                .extracting(PolicyFiles.File::name)
                .isEqualTo(files.files().stream().map(PolicyFiles.File::name).toList());
        assertThat(again.digest()).isEqualTo(files.digest());
    }

    @Test
    void takesATextWithoutNamesForOneFile() {
        assertThat(PolicyText.split("schema: x\n").files())
                .singleElement()
                .isEqualTo(new PolicyFiles.File("policy.yaml", "schema: x\n"));
        assertThat(PolicyText.split(" \n").files()).isEmpty();
    }
}
