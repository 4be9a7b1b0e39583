package dev.assay.inventory.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.Release;
import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.delta.Verdict;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class JudgementStoreTest {

    private static final Set<ReleaseState> REQUESTED = Set.of(ReleaseState.REQUESTED);

    @Parameter Database database;
    private JudgementStore judgements;
    private ReleaseStore releases;
    private final Sha256 policy = Samples.sha256();
    private final Sha256 snapshot = Samples.sha256();

    @BeforeEach
    void open() {
        var clock = Database.ticking();
        judgements = new JudgementStore(database.jdbc(), clock);
        releases = new ReleaseStore(database.jdbc(), clock);
    }

    @Test
    void keepsTheLastJudgementOfARelease() {
        var release = releases.add(Samples.purl());
        keep(release, Verdict.QUIET, Map.of());
        keep(release, Verdict.BLOCK, Map.of("a-rule", "BROKEN"));

        var kept = judgements.find(release.id()).orElseThrow();
        assertThat(kept.verdict()).isEqualTo(Verdict.BLOCK);
        assertThat(kept.stands()).isFalse();
        assertThat(judgements.breaking(policy, "a-rule", REQUESTED, 10))
                .containsExactly(release.id());
        keep(release, Verdict.QUIET, Map.of());
        assertThat(judgements.breaking(policy, "a-rule", REQUESTED, 10)).isEmpty();
    }

    @Test
    void findsWhatWasJudgedUnderAnotherPolicyOrAsItWasBefore() {
        var release = releases.add(Samples.purl());
        assertThat(past()).as("nothing to judge yet").doesNotContain(release.id());
        releases.vetted(release.id(), null, snapshot);
        assertThat(past()).contains(release.id());
        keep(release, Verdict.QUIET, Map.of());
        assertThat(past()).doesNotContain(release.id());
        assertThat(judgements.past(Samples.sha256(), REQUESTED)).contains(release.id());
        releases.vetted(release.id(), null, Samples.sha256());
        assertThat(past()).contains(release.id());
    }

    private List<Id> past() {
        return judgements.past(policy, REQUESTED);
    }

    @Test
    void countsByRuleAndNamesWhatIsApprovedAgainstThePolicy() {
        var one = releases.add(Samples.purl());
        var other = releases.add(Samples.purl());
        keep(one, Verdict.BLOCK, Map.of("a-rule", "BROKEN", "b-rule", "BROKEN"));
        keep(other, Verdict.REVIEW, Map.of("a-rule", "COULD_NOT_EVALUATE"));
        releases.move(one.id(), REQUESTED, ReleaseState.APPROVED, "tests");

        assertThat(judgements.judged(policy, REQUESTED)).isEqualTo(1);
        assertThat(judgements.broken(policy, Set.of(ReleaseState.values())))
                .containsOnly(Map.entry("a-rule", 2), Map.entry("b-rule", 1));
        assertThat(judgements.approvedAgainst(policy, 10))
                .singleElement()
                .satisfies(each -> assertThat(each.release()).isEqualTo(one.id()));
        assertThat(judgements.broken(Samples.sha256(), REQUESTED)).isEmpty();
    }

    @Test
    void remembersWhichPolicyCameLast() {
        var policies = new PolicyStore(database.jdbc(), Database.ticking());
        policies.add(Samples.sha256(), "Assay itself", Samples.sha256(), "assay");
        policies.add(policy, "the folder /rules", snapshot, "ada");

        assertThat(policies.last())
                .hasValueSatisfying(
                        last -> {
                            assertThat(last.sha256()).isEqualTo(policy);
                            assertThat(last.files()).isEqualTo(snapshot);
                            assertThat(last.loadedBy()).isEqualTo("ada");
                        });
        assertThat(policies.latest(2)).hasSize(2);
    }

    private void keep(Release release, Verdict verdict, Map<String, String> broken) {
        judgements.keep(release.id(), snapshot, policy, verdict, 0, broken);
    }
}
