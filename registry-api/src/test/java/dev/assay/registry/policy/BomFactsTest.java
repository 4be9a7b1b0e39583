package dev.assay.registry.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanners.delta.BomDelta;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.vendorbom.BomComparison;
import dev.assay.scanners.vendorbom.BomComparison.Difference;
import dev.assay.scanners.vendorbom.BomComparison.Kind;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class BomFactsTest {

    private static final Facts NOTHING =
            Facts.of(Map.of("release", Map.of("purl", "pkg:npm/mail@1.0.0")));

    private static List<Finding> findings(Kind kind) {
        return BomDelta.findings(
                "pkg:npm/mail@1.0.0",
                new BomComparison(
                        "",
                        1,
                        1,
                        0,
                        1,
                        List.of(new Difference(kind, "pkg:npm/pad@1.0.0", "a", "b", false)),
                        0));
    }

    @Test
    void aNewerDocumentTakesThePlaceOfTheOneBefore() {
        var first = BomFacts.in(NOTHING, findings(Kind.HASH));
        var second = BomFacts.in(first, findings(Kind.ONLY_OURS));

        assertThat((List<?>) second.values().get("findings")).hasSize(1);
        assertThat(BomFacts.in(second, findings(Kind.ONLY_OURS))).isSameAs(second);
        assertThat(BomFacts.in(second, List.of())).isEqualTo(NOTHING);
        assertThat(BomFacts.in(NOTHING, List.of())).isSameAs(NOTHING);
    }

    @Test
    void theDefaultPolicyHasItReviewed() {
        var judged = RuleSet.builtIn().judge(BomFacts.in(NOTHING, findings(Kind.ONLY_OURS)));
        var quiet = RuleSet.builtIn().judge(BomFacts.in(NOTHING, findings(Kind.VERSION)));

        assertThat(broken(judged)).contains("vendor-bom-names-what-is-installed");
        assertThat(broken(quiet)).doesNotContain("vendor-bom-names-what-is-installed");
    }

    private static List<String> broken(Judgement judgement) {
        return judgement.rules().stream().filter(RuleResult::isBroken).map(RuleResult::id).toList();
    }
}
