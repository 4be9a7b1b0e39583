package dev.assay.inventory.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;
import java.util.Set;

@ParameterizedClass
@EnumSource(Database.class)
class ProofStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Set<ReleaseState> STATES = Set.of(ReleaseState.REQUESTED);

    @Parameter Database database;
    private ProofStore proofs;
    private Id release;

    @BeforeEach
    void open() {
        proofs = new ProofStore(database.jdbc());
        var releases = new ReleaseStore(database.jdbc(), Database.ticking());
        release = releases.add(Samples.purl()).id();
        releases.vetted(release, null, Samples.sha256());
    }

    @Test
    void whatNobodyLookedAtIsDueAndWhatWasLookedAtIsDueWhenItsTimeHasCome() {
        assertThat(proofs.due(NOW, STATES, 10_000)).contains(release);
        assertThat(proofs.due(NOW, Set.of(ReleaseState.APPROVED), 10_000)).doesNotContain(release);

        proofs.keep(look(NOW, null), NOW.plusSeconds(60));

        assertThat(proofs.due(NOW, STATES, 10_000)).doesNotContain(release);
        assertThat(proofs.due(NOW.plusSeconds(60), STATES, 10_000)).contains(release);
    }

    @Test
    void aLookTakesThePlaceOfTheOneBefore() {
        proofs.keep(look(NOW, "the registry is away"), NOW);
        proofs.keep(look(NOW.plusSeconds(1), null), NOW);

        var kept = proofs.find(release).orElseThrow();
        assertThat(kept.problem()).isNull();
        assertThat(kept.checkedAt()).isEqualTo(NOW.plusSeconds(1));
        assertThat(proofs.changedAt().orElseThrow()).isAfterOrEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void aProblemOfAnyLengthIsCutAndNeverLosesTheLook() {
        proofs.keep(look(NOW, "x".repeat(5_000)), NOW);

        assertThat(proofs.find(release).orElseThrow().problem()).hasSize(1_000).endsWith("…");
    }

    private ProofCheck look(Instant at, @Nullable String problem) {
        return new ProofCheck(release, "0".repeat(64), at, at, null, List.of(), List.of(), problem);
    }
}
