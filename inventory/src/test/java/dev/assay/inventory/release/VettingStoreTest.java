package dev.assay.inventory.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.inventory.store.Database;
import dev.assay.inventory.store.Samples;
import dev.assay.scanners.closure.Closure;
import dev.assay.scanners.closure.LockedPackage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

@ParameterizedClass
@EnumSource(Database.class)
class VettingStoreTest {

    @Parameter Database database;
    private VettingStore vetting;
    private ClosureStore closures;
    private Release release;

    @BeforeEach
    void open() {
        vetting = new VettingStore(database.jdbc(), Database.ticking());
        closures = new ClosureStore(database.jdbc());
        release = new ReleaseStore(database.jdbc(), Database.ticking()).add(Samples.purl());
    }

    @Test
    void keepsStagesInTheOrderOfThePipelineAndTheLastTryOfEach() {
        var document = Samples.sha256();
        vetting.record(release.id(), VettingStep.Name.CLOSURE, "locked", "3 packages", document);
        vetting.record(release.id(), VettingStep.Name.ARTIFACT, "fetched", "first", document);
        vetting.record(release.id(), VettingStep.Name.ARTIFACT, "fetched", "s".repeat(2500), null);

        var steps = vetting.steps(release.id());

        assertThat(steps)
                .extracting(VettingStep::name)
                .containsExactly(VettingStep.Name.ARTIFACT, VettingStep.Name.CLOSURE);
        assertThat(steps.getFirst().summary()).hasSize(2000);
        assertThat(steps.getFirst().document()).isNull();
        assertThat(steps.getLast().document()).isEqualTo(document);
        vetting.restart(release.id());
        assertThat(vetting.steps(release.id())).isEmpty();
    }

    @Test
    void givesEveryConnectionBack() {
        // More often than the pool has connections.
        for (var i = 0; i < 20; i++) {
            vetting.steps(release.id());
        }
        assertThat(vetting.steps(release.id())).isEmpty();
    }

    @Test
    void remembersFetchedBytesHoweverManyFetchThem() throws Exception {
        var artifact = new VettingStore.Artifact(Samples.integrity(), Samples.sha256(), 12);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var adds = new ArrayList<Future<?>>();
            for (var i = 0; i < 12; i++) {
                adds.add(threads.submit(() -> vetting.addArtifact(artifact)));
            }
            for (var add : adds) {
                add.get();
            }
        }

        assertThat(vetting.artifact(artifact.integrity())).contains(artifact);
        assertThat(vetting.artifact(Samples.integrity())).isEmpty();
    }

    @Test
    void remembersAProfilePerAnalysis() {
        var artifact = Samples.sha256();
        var document = Samples.sha256();

        vetting.addProfile(artifact, 1, document);
        vetting.addProfile(artifact, 1, Samples.sha256());

        assertThat(vetting.profile(artifact, 1)).contains(document);
        assertThat(vetting.profile(artifact, 2)).isEmpty();
    }

    @Test
    void keepsAClosureWithTheReleaseFirstInPlaceOfAnEarlierOne() {
        var root = new LockedPackage("", release.purl(), Samples.integrity(), false, "{}");
        var inner =
                new LockedPackage(
                        "node_modules/b/node_modules/a",
                        Samples.purl(),
                        Samples.integrity(),
                        true,
                        "{\"name\":\"a\",\"note\":\"ünïcode\"}");
        var outer =
                new LockedPackage(
                        "node_modules/b", Samples.purl(), Samples.integrity(), false, "{}");
        closures.keep(release.id(), new Closure(release.purl(), List.of(root)));

        closures.keep(release.id(), new Closure(release.purl(), List.of(inner, root, outer)));

        assertThat(closures.packages(release.id())).containsExactly(root, outer, inner);
    }
}
