package dev.assay.inventory.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.account.AccountStore;
import dev.assay.inventory.account.Role;
import dev.assay.inventory.release.ReleaseStore;
import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Id;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.coordinates.Sha256;
import dev.assay.scanners.finding.Change;
import dev.assay.scanners.finding.Finding;
import dev.assay.scanners.finding.FindingKind;
import dev.assay.scanners.finding.Severity;
import dev.assay.scanners.finding.Via;

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
class RunStoreTest {

    @Parameter Database database;
    private RunStore runs;
    private Id release;
    private Id person;

    @BeforeEach
    void open() {
        runs = new RunStore(database.jdbc(), Database.ticking());
        release = new ReleaseStore(database.jdbc(), Database.ticking()).add(Samples.purl()).id();
        var login = Samples.name();
        person =
                new AccountStore(database.jdbc(), Database.ticking())
                        .add(login, login, "no password", Set.of(Role.SECURITY))
                        .id();
    }

    @Test
    void eachRunIsKeptAndTheNewestThatHasEndedCounts() {
        var first = runs.keep(release, result(RunState.DRIVEN, "seen running"));
        var second = runs.keep(release, result(RunState.TIMED_OUT, "was still running"));
        var third = runs.ask(release, person);

        assertThat(runs.of(release)).containsExactly(third, second, first);
        assertThat(runs.of(release)).extracting(RecordedRun::number).containsExactly(3, 2, 1);
        assertThat(runs.newest(release)).contains(second);
        assertThat(first.result()).isEqualTo(result(RunState.DRIVEN, "seen running"));
        assertThat(first.askedBy()).isNull();
        assertThat(first.joined()).isTrue();
        assertThat(third.askedBy()).isEqualTo(person);
        assertThat(third.endedAt()).isNull();
    }

    @Test
    void whatWasAskedForIsUnsettledUntilEverythingIsDoneForIt() {
        var asked = runs.ask(release, person);
        assertThat(runs.unsettled(release)).contains(asked);
        assertThat(runs.newest(release)).isEmpty();

        runs.end(asked.id(), result(RunState.DRIVEN, "seen running"));

        assertThat(runs.unsettled(release).orElseThrow().endedAt()).isNotNull();
        assertThat(runs.newest(release).orElseThrow().result())
                .isEqualTo(result(RunState.DRIVEN, "seen running"));

        runs.settle(asked.id(), false, List.of(finding()));

        assertThat(runs.unsettled(release)).isEmpty();
        var settled = runs.newest(release).orElseThrow();
        assertThat(settled.findings()).containsExactly(finding());
        assertThat(settled.joined()).isFalse();
        assertThat(runs.changedAt().orElseThrow()).isAfterOrEqualTo(settled.settledAt());
    }

    @Test
    void aReasonOfAnyLengthIsCutAndNeverLosesTheRun() {
        var kept = runs.keep(release, result(RunState.FAILED, "x".repeat(5_000)));

        assertThat(kept.result().said()).hasSize(2_000).endsWith("…");
    }

    private static RunResult result(RunState state, String said) {
        return new RunResult(state, said, 1, 3, 2, "Namespaces.", MANIFEST, DOCUMENT, null);
    }

    private static final Sha256 DOCUMENT = Samples.sha256();
    private static final Sha256 MANIFEST = Samples.sha256();

    private static Finding finding() {
        return new Finding(
                "f-1",
                FindingKind.OUTBOUND_DOMAIN,
                Change.ADDED,
                Severity.HIGH,
                "new.example",
                "It newly calls new.example",
                true,
                Via.OBSERVED,
                List.of(),
                Map.of());
    }
}
