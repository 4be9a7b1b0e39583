package dev.assay.registry.vetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.inventory.release.ReleaseState;
import dev.assay.inventory.release.Stage;
import dev.assay.inventory.review.Decision;
import dev.assay.inventory.review.ReviewStore;
import dev.assay.inventory.store.Id;
import dev.assay.registry.workflow.DecisionOutcome;
import dev.assay.registry.workflow.RequestOutcome;
import dev.assay.samples.SamplePackage;
import dev.assay.samples.SampleUpstream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same middle over the database of larger installations. */
class PipelineOnPostgresqlTest {

    private static final String PURL = "npm:outer@1.0.0";

    @Test
    void leadsRequestsThatComeAtOnceToOneReviewAndItsApproval(@TempDir Path data) throws Exception {
        try (var server = server();
                var upstream = SampleUpstream.start();
                var rig =
                        VettingRig.start(
                                data,
                                upstream.url(),
                                "spring.datasource.url="
                                        + server.getJdbcUrl("postgres", "postgres"),
                                "spring.datasource.username=postgres")) {
            upstream.publish(SamplePackage.bare("inner", "1.0.0", Map.of()));
            upstream.publish(SamplePackage.bare("outer", "1.0.0", Map.of("inner", "^1.0.0")));
            rig.requester();
            Callable<RequestOutcome> ask = () -> rig.request(PURL);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var outcomes = threads.invokeAll(List.of(ask, ask));
                assertThat(outcomes)
                        .extracting(Future::get)
                        .hasAtLeastOneElementOfType(RequestOutcome.Accepted.class)
                        .hasAtLeastOneElementOfType(RequestOutcome.Joined.class);
            }
            var id = ((RequestOutcome.Joined) rig.request(PURL)).release().id();

            var release = rig.settled(id);
            assertThat(release.state()).as(release.stateReason()).isEqualTo(ReleaseState.IN_REVIEW);
            var review = rig.reviews(id).getFirst();
            assertThat(rig.reviews(id)).hasSize(1);
            assertThatThrownBy(
                            () ->
                                    rig.get(ReviewStore.class)
                                            .decide(
                                                    new Decision(
                                                            Id.random(),
                                                            id,
                                                            review.id(),
                                                            Decision.Kind.APPROVE,
                                                            review.requesterId(),
                                                            "past the code",
                                                            Stage.PILOT,
                                                            review.snapshotSha256(),
                                                            null,
                                                            List.of(),
                                                            null,
                                                            Instant.now()),
                                                    review))
                    .isInstanceOf(DataIntegrityViolationException.class);
            assertThat(rig.approve(id)).isInstanceOf(DecisionOutcome.Decided.class);
        }
    }

    /** A server of its own, where one can be started. */
    static EmbeddedPostgres server() {
        try {
            return EmbeddedPostgres.start();
        } catch (Exception | LinkageError e) {
            Assumptions.abort("PostgreSQL cannot be started here: " + e);
            throw new IllegalStateException(e);
        }
    }
}
